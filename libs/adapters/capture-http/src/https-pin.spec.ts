import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Authenticator } from '@vialog/capture';
import { parseAddressRanges } from '@vialog/network-guard';
import { HttpClient } from './http-client.ts';
import { sendRequest } from './http-connection.ts';

const folder = mkdtempSync(join(tmpdir(), 'vialog-https-'));
const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];

const originOf = (server: Server): string => `https://127.0.0.1:${(server.address() as AddressInfo).port}`;

describe('an HTTPS camera with a self-signed certificate', () => {
  let server: Server;
  /** Another service of the same host. */
  let neighbour: Server;
  const neighbourRequests: string[] = [];
  let requests = 0;
  let fingerprint = '';

  beforeAll(async () => {
    const files = ['-keyout', key, '-out', certificate, '-subj', '/CN=camera'];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...files], {
      stdio: 'ignore',
    });
    const tls = { key: readFileSync(key), cert: readFileSync(certificate) };
    fingerprint = new X509Certificate(readFileSync(certificate)).fingerprint256;
    server = createServer(tls, (request, response) => {
      requests += 1;
      if (request.url === '/moved') response.writeHead(302, { location: originOf(neighbour) }).end();
      else response.end('picture');
    });
    neighbour = createServer(tls, (request, response) => {
      neighbourRequests.push(JSON.stringify(request.headers));
      response.writeHead(401, { 'www-authenticate': 'Basic realm="neighbour"' }).end();
    });
    for (const each of [server, neighbour]) await once(each.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(() => {
    for (const each of [server, neighbour]) {
      each.closeAllConnections();
      each.close();
    }
    rmSync(folder, { recursive: true, force: true });
  });

  async function request(certificateSha256?: string): Promise<unknown> {
    const url = new URL(`${originOf(server)}/snap.jpg`);
    const options = { url, target: '/snap.jpg', address: '127.0.0.1', headers: {}, silenceMs: 30_000 };
    const response = await sendRequest({ ...options, certificateSha256 }, new AbortController().signal);
    if ('close' in response) response.close();
    return response;
  }

  it('sends no request to a self-signed server without its pin or with another one', async () => {
    expect(await request()).toMatchObject({
      detail: expect.stringMatching(/not trusted.*[0-9a-f]{64}.*use http/),
    });
    expect(await request('cd'.repeat(32))).toMatchObject({
      detail: expect.stringContaining('expected cdcd'),
    });
    expect(requests).toBe(0);
  });

  it('accepts a response with its pinned certificate', async () => {
    expect(await request(fingerprint)).toMatchObject({ status: 200 });
    expect(requests).toBe(1);
  });

  it('does not use the pin and the credentials of a server for another port of its host after a redirect', async () => {
    const rules = {
      allowed: parseAddressRanges('127.0.0.0/8'),
      resolve: (host: string) => Promise.resolve([host]),
    };
    const credentials = { username: 'admin', password: 'S3cret-hunter2' };
    const authenticator = new Authenticator({ credentials, randomNonce: () => '0' });
    const options = { rules, authenticator, silenceMs: 30_000, certificateSha256: fingerprint };
    const client = new HttpClient(`${originOf(server)}/moved`, options);
    const { signal } = new AbortController();
    expect(await client.get({}, signal)).toMatchObject({ detail: expect.stringContaining('not trusted') });
    expect(neighbourRequests).toEqual([]);
  });
});
