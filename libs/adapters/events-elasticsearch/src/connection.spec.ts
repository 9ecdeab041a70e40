import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request as sendRequest, type IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { measured, SetClock } from '@vialog/events/conformance';
import { useElasticsearch } from '@vialog/testkit';
import { stubClient } from './stub-client.fixture.ts';
import { checkServer, openClient, type ConnectionSettings } from './connection.ts';
import { describeWithElasticsearch, freshStore } from './elastic-store.fixture.ts';

describe('connection settings', () => {
  it.each([
    ['no URL', { nodes: ['search.example:9200'] }, /invalid Elasticsearch URL/],
    ['a user in the URL', { nodes: ['https://me:secret@search.example'] }, /URL contains credentials/],
    [
      'an API key over http',
      { nodes: ['http://search.example:9200'], apiKey: 'abc' },
      /expected an https: URL for search\.example:9200/,
    ],
  ])('rejects %s without repeating the secret in the error', (_, settings, why) => {
    expect(() => openClient(settings)).toThrow(why);
    expect(() => openClient(settings)).not.toThrow(/secret|abc/);
  });
});

describe('the check of the server', () => {
  const nodes = (version: string) => ({ nodes: { a: { version: '9.3.2' }, b: { version } } });
  const server = (response: object, status = 200) =>
    stubClient(({ path }) =>
      path.startsWith('/_nodes') ? { status, body: response } : { body: { status: 'green' } },
    );

  it('rejects a cluster with a node of an unsupported version', async () => {
    const { client } = server(nodes('8.19.5'));
    await expect(checkServer(client)).rejects.toThrow(
      'expected Elasticsearch 9 or newer, found 8.19.5; upgrade the server',
    );
  });

  it('accepts an API key that cannot read the version, and never requests GET /', async () => {
    const { client, sent } = server({ error: { type: 'security_exception' }, status: 403 }, 403);
    expect(await checkServer(client)).toEqual({ version: undefined });
    expect(sent.map(({ path }) => path)).toEqual(['/_cluster/health', expect.stringMatching(/^\/_nodes/)]);
  });

  it('returns the oldest version of the cluster', async () => {
    expect(await checkServer(server(nodes('9.0.1')).client)).toEqual({ version: '9.3.2' });
    expect(await checkServer(server(nodes('10.1.0')).client)).toEqual({ version: '9.3.2' });
  });
});

// The server of the tests has neither TLS nor API keys, so a proxy with both stands in front of it.
describeWithElasticsearch('with TLS and an API key', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vialog-tls-'));
  const apiKey = Buffer.from('id:key').toString('base64');
  const calls: (string | undefined)[] = [];
  let release = (): void => undefined;
  let ca = '';
  let url = '';
  const proxy = { close: (): void => undefined };

  beforeAll(async () => {
    const key = join(folder, 'key.pem');
    const cert = join(folder, 'cert.pem');
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '1',
        '-keyout',
        key,
        '-out',
        cert,
        ...subject,
      ],
      { stdio: 'ignore' },
    );
    ca = readFileSync(cert, 'utf8');
    const upstream = await useElasticsearch();
    release = upstream.release;
    const server = createServer({ key: readFileSync(key), cert: ca }, (call, response) => {
      calls.push(call.headers.authorization);
      if (call.headers.authorization !== `ApiKey ${apiKey}`) {
        response.writeHead(401, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' });
        response.end(
          '{"error":{"type":"security_exception","reason":"missing authentication"},"status":401}',
        );
        return;
      }
      const headers = { ...call.headers };
      delete headers.authorization;
      const onward = sendRequest(
        `${upstream.url}${call.url}`,
        // A new connection per request: the server may close one that is kept alive just before it is reused.
        { method: call.method, headers, agent: false },
        (got: IncomingMessage) => {
          response.writeHead(got.statusCode ?? 500, got.headers);
          got.pipe(response);
        },
      );
      onward.once('error', () => response.destroy());
      call.pipe(onward);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    proxy.close = () => {
      server.closeAllConnections();
      server.close();
    };
  });
  afterAll(() => {
    proxy.close();
    release();
    rmSync(folder, { recursive: true, force: true });
  });

  async function writesAndReads(settings: Omit<ConnectionSettings, 'nodes'>): Promise<void> {
    const clock = new SetClock('2026-03-31T12:00:00.000Z');
    const { store, erase } = await freshStore(clock, { connection: { nodes: [url], ...settings } });
    try {
      const event = measured('2026-03-31T11:00:00.000Z');
      expect(await store.append([event])).toEqual([{ kind: 'stored' }]);
      expect(await store.byId(event.eventId)).toMatchObject({ eventId: event.eventId });
    } finally {
      await erase();
    }
  }

  it('trusts a certificate authority given as PEM and sends the API key with every request', async () => {
    calls.length = 0;
    await writesAndReads({ apiKey, ca });
    expect(calls.length).toBeGreaterThan(5);
    expect(new Set(calls)).toEqual(new Set([`ApiKey ${apiKey}`]));
  });

  it('trusts a certificate authority given by its fingerprint', async () => {
    await writesAndReads({ apiKey, caFingerprint: new X509Certificate(ca).fingerprint256 });
  });

  it('sends nothing to a server whose certificate it does not trust', async () => {
    calls.length = 0;
    const strange = openClient({ nodes: [url], apiKey });
    await expect(checkServer(strange)).rejects.toThrow(/self-signed|certificate/i);
    const other = openClient({ nodes: [url], apiKey, caFingerprint: 'AB'.repeat(32) });
    await expect(checkServer(other)).rejects.toThrow(/fingerprint/i);
    expect(calls).toEqual([]);
  });

  it('reports a rejected API key', async () => {
    const client = openClient({ nodes: [url], apiKey: 'd3Jvbmc=', ca });
    await expect(checkServer(client)).rejects.toThrow(/security_exception/);
  });
});
