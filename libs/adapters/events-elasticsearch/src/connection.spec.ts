import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request as ask, type IncomingMessage } from 'node:http';
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
    ['no URL', { nodes: ['search.example:9200'] }, /expected the URL of an Elasticsearch/],
    ['a user in the URL', { nodes: ['https://me:secret@search.example'] }, /expected no user in the URL/],
    [
      'an API key in the open',
      { nodes: ['http://search.example:9200'], apiKey: 'abc' },
      /expected https: for search\.example:9200/,
    ],
  ])('%s is refused and the secret not repeated', (_, settings, why) => {
    expect(() => openClient(settings)).toThrow(why);
    expect(() => openClient(settings)).not.toThrow(/secret|abc/);
  });
});

describe('looking at the server', () => {
  const nodes = (version: string) => ({ nodes: { a: { version: '9.3.2' }, b: { version } } });
  const server = (answer: object, status = 200) =>
    stubClient(({ path }) =>
      path.startsWith('/_nodes') ? { status, body: answer } : { body: { status: 'green' } },
    );

  it('says what is too old, be it one node', async () => {
    const { client } = server(nodes('8.19.5'));
    await expect(checkServer(client)).rejects.toThrow(
      'expected Elasticsearch 9 or newer, found 8.19.5; upgrade the server',
    );
  });

  it('does without the version where the key may not look, and never asks GET /', async () => {
    const { client, sent } = server({ error: { type: 'security_exception' }, status: 403 }, 403);
    expect(await checkServer(client)).toEqual({ version: undefined });
    expect(sent.map(({ path }) => path)).toEqual(['/_cluster/health', expect.stringMatching(/^\/_nodes/)]);
  });

  it('tells the oldest version', async () => {
    expect(await checkServer(server(nodes('9.0.1')).client)).toEqual({ version: '9.3.2' });
    expect(await checkServer(server(nodes('10.1.0')).client)).toEqual({ version: '9.3.2' });
  });
});

// The server of the tests has neither TLS nor API keys: a door in front of it does what a secured one would.
describeWithElasticsearch('behind TLS and an API key', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vialog-tls-'));
  const apiKey = Buffer.from('id:key').toString('base64');
  const calls: (string | undefined)[] = [];
  let release = (): void => undefined;
  let ca = '';
  let url = '';
  const door = { close: (): void => undefined };

  beforeAll(async () => {
    const key = join(folder, 'key.pem');
    const cert = join(folder, 'cert.pem');
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-keyout', key, '-out', cert, ...subject], { stdio: 'ignore' }); // prettier-ignore
    ca = readFileSync(cert, 'utf8');
    const behind = await useElasticsearch();
    release = behind.release;
    const server = createServer({ key: readFileSync(key), cert: ca }, (call, answer) => {
      calls.push(call.headers.authorization);
      if (call.headers.authorization !== `ApiKey ${apiKey}`) {
        answer.writeHead(401, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' });
        answer.end('{"error":{"type":"security_exception","reason":"missing authentication"},"status":401}');
        return;
      }
      const headers = { ...call.headers };
      delete headers.authorization;
      const onward = ask(
        `${behind.url}${call.url}`,
        // A connection of its own: one kept alive may be closed by the server just when it is used again.
        { method: call.method, headers, agent: false },
        (got: IncomingMessage) => {
          answer.writeHead(got.statusCode ?? 500, got.headers);
          got.pipe(answer);
        },
      );
      onward.once('error', () => answer.destroy());
      call.pipe(onward);
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    door.close = () => {
      server.closeAllConnections();
      server.close();
    };
  });
  afterAll(() => {
    door.close();
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

  it('trusts an authority given as PEM, and sends the key with every request', async () => {
    calls.length = 0;
    await writesAndReads({ apiKey, ca });
    expect(calls.length).toBeGreaterThan(5);
    expect(new Set(calls)).toEqual(new Set([`ApiKey ${apiKey}`]));
  });

  it('trusts an authority by its fingerprint', async () => {
    await writesAndReads({ apiKey, caFingerprint: new X509Certificate(ca).fingerprint256 });
  });

  it('talks to nobody it does not trust', async () => {
    calls.length = 0;
    const strange = openClient({ nodes: [url], apiKey });
    await expect(checkServer(strange)).rejects.toThrow(/self-signed|certificate/i);
    const other = openClient({ nodes: [url], apiKey, caFingerprint: 'AB'.repeat(32) });
    await expect(checkServer(other)).rejects.toThrow(/fingerprint/i);
    expect(calls).toEqual([]);
  });

  it('says that the key is not accepted', async () => {
    const client = openClient({ nodes: [url], apiKey: 'd3Jvbmc=', ca });
    await expect(checkServer(client)).rejects.toThrow(/security_exception/);
  });
});
