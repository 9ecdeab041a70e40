import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sendRequest } from './http-connection.ts';

const folder = mkdtempSync(join(tmpdir(), 'vialog-https-'));
const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];

describe('an HTTPS camera with a self-signed certificate', () => {
  let server: Server;
  let requests = 0;
  let fingerprint = '';

  beforeAll(async () => {
    const files = ['-keyout', key, '-out', certificate, '-subj', '/CN=camera'];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...files], {
      stdio: 'ignore',
    });
    fingerprint = new X509Certificate(readFileSync(certificate)).fingerprint256;
    server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (_request, answer) => {
      requests += 1;
      answer.end('picture');
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function request(certificateSha256?: string): Promise<unknown> {
    const url = new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/snap.jpg`);
    const options = { url, target: '/snap.jpg', address: '127.0.0.1', headers: {}, silenceMs: 30_000 };
    const answer = await sendRequest({ ...options, certificateSha256 }, new AbortController().signal);
    if ('close' in answer) answer.close();
    return answer;
  }

  it('is refused without a pin or with another one, and gets no request', async () => {
    expect(await request()).toMatchObject({
      detail: expect.stringMatching(/not trusted.*[0-9a-f]{64}.*use http/),
    });
    expect(await request('cd'.repeat(32))).toMatchObject({
      detail: expect.stringContaining('expected cdcd'),
    });
    expect(requests).toBe(0);
  });

  it('answers a request with its pinned certificate', async () => {
    expect(await request(fingerprint)).toMatchObject({ status: 200 });
    expect(requests).toBe(1);
  });
});
