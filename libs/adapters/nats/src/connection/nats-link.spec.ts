import { afterEach, describe, expect, it } from '@jest/globals';
import { jetstreamManager } from '@nats-io/jetstream';
import { describeUnless, missingNats, type NatsUnderTest, startNats, until } from '@vialog/testkit';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { openLink, type LinkOptions, type NatsLink } from './nats-link.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function server(...options: Parameters<typeof startNats>): Promise<NatsUnderTest> {
  const nats = await startNats(...options);
  ends.push(() => nats.remove());
  return nats;
}

async function link(options: LinkOptions): Promise<NatsLink> {
  const opened = await openLink(options);
  ends.push(() => opened.close());
  return opened;
}

const streamNames = async (at: NatsLink) => {
  const names = [];
  for await (const name of (await jetstreamManager(at.connection)).streams.names()) names.push(name);
  return names.sort();
};

describeUnless(missingNats(), describe)('openLink', () => {
  it('creates the streams of its service', async () => {
    const nats = await server();
    const ingest = await link({ servers: nats.url, service: 'ingest' });
    expect(await streamNames(ingest)).toEqual([
      'EVENTS',
      'FRAMES',
      'HEALTH',
      'KV_vialog_leases',
      'KV_vialog_registry',
      'OBJ_vialog_models',
    ]);
    await link({ servers: nats.url, service: 'edge' });
    await link({ servers: nats.url, service: 'indexer' });
    expect(await streamNames(ingest)).toContain('DLQ');
  });

  it('waits and logs while the streams of a detector do not exist', async () => {
    const nats = await server();
    const lines: string[] = [];
    const opening = link({ servers: nats.url, service: 'detector', report: (line) => lines.push(line) });
    await until(() => lines.length > 0);
    expect(lines[0]).toMatch(/stream FRAMES does not exist yet; another service creates it/);
    await link({ servers: nats.url, service: 'ingest' });
    expect((await opening).connected).toBe(true);
  });

  it('waits for a broker that is not running yet', async () => {
    const nats = await server();
    await nats.kill();
    const lines: string[] = [];
    const opening = link({ servers: nats.url, service: 'api', report: (line) => lines.push(line) });
    await until(() => lines.some((line) => line.includes('waiting for the broker')));
    await nats.start();
    expect((await opening).connected).toBe(true);
  });

  it('creates in-memory streams again after a restart of the broker, before it calls the listeners', async () => {
    const nats = await server();
    const ingest = await link({ servers: nats.url, service: 'ingest' });
    const had: string[][] = [];
    ingest.onReconnect(() => void streamNames(ingest).then((names) => had.push(names)));
    await nats.kill();
    await until(() => !ingest.connected);
    await nats.start();
    await until(() => had.length > 0);
    expect(had[0]).toEqual(expect.arrayContaining(['FRAMES', 'HEALTH', 'EVENTS']));
    expect(ingest.connected).toBe(true);
  });

  it('calls the listeners once after several restarts during which the streams were wrong', async () => {
    const nats = await server();
    const lines: string[] = [];
    const ingest = await link({ servers: nats.url, service: 'ingest', report: (line) => lines.push(line) });
    let notified = 0;
    ingest.onReconnect(() => (notified += 1));
    const streams = async () => (await jetstreamManager(ingest.connection)).streams;
    await (await streams()).delete('EVENTS');
    const wrong = { name: 'EVENTS', subjects: ['vialog.v1.counts.>'], retention: 'workqueue' as const };
    await (await streams()).add(wrong);
    for (const times of [1, 2, 3]) {
      await nats.kill();
      await until(() => !ingest.connected);
      await nats.start();
      await until(
        () => lines.filter((line) => /EVENTS.*differ from the required/.test(line)).length >= times,
      );
    }
    await (await streams()).delete('EVENTS');
    await until(() => notified > 0);
    // The runs of earlier reconnections would retry every 5 s; if one were left, it would call the listeners in this time.
    await sleep(6_000);
    expect(notified).toBe(1);
  });

  it('reports a rejected user with an instruction and without the password', async () => {
    const nats = await server({
      config: ({ port, folder }) =>
        `listen: 127.0.0.1:${port}\njetstream { store_dir: "${folder}" }\nauthorization { user: ingest, password: right }`,
    });
    for (const password of ['wrong-secret', undefined]) {
      const rejected = openLink({
        servers: nats.url,
        service: 'ingest',
        user: 'ingest',
        ...(password === undefined ? {} : { password }),
      });
      const error = await rejected.then(
        () => undefined,
        (thrown: Error) => thrown,
      );
      expect(error?.name).toBe('AuthenticationFailed');
      expect(error?.message).toMatch(/rejects the user "ingest": check NATS_USER and NATS_PASSWORD/);
      expect(`${error?.stack} ${String(error?.cause)}`).not.toContain('wrong-secret');
    }
    await link({ servers: nats.url, service: 'ingest', user: 'ingest', password: 'right' });
  });

  it('rejects a broker that is too old', async () => {
    const info = { server_id: 'x', version: '2.9.25', proto: 1, max_payload: 1_048_576, headers: true };
    const old = createServer((socket) => {
      socket.write(`INFO ${JSON.stringify(info)}\r\n`);
      socket.on('data', (data) => data.includes('PING') && socket.write('PONG\r\n'));
      socket.on('error', () => undefined);
    });
    const port = await new Promise<number>((resolve) =>
      old.listen(0, '127.0.0.1', () => resolve((old.address() as { port: number }).port)),
    );
    ends.push(() => new Promise((resolve) => old.close(resolve)));
    await expect(openLink({ servers: `nats://127.0.0.1:${port}`, service: 'api' })).rejects.toThrow(
      /nats-server 2\.9\.25\. Vialog needs 2\.10\.0 or newer/,
    );
  });

  it('sends no password to a broker without TLS when the address is tls://', async () => {
    const info = { server_id: 'x', version: '2.11.0', proto: 1, max_payload: 1_048_576, headers: true };
    let heard = '';
    const plain = createServer((socket) => {
      socket.write(`INFO ${JSON.stringify(info)}\r\n`);
      socket.on('data', (data) => (heard += String(data)));
      socket.on('error', () => undefined);
    });
    const port = await new Promise<number>((resolve) =>
      plain.listen(0, '127.0.0.1', () => resolve((plain.address() as { port: number }).port)),
    );
    ends.push(() => new Promise((resolve) => plain.close(resolve)));
    const giveUp = new AbortController();
    const lines: string[] = [];
    const opening = openLink({
      servers: `tls://127.0.0.1:${port}`,
      service: 'api',
      user: 'api',
      password: 'geheim',
      report: (line) => lines.push(line),
      signal: giveUp.signal,
    });
    const ended = expect(opening).rejects.toThrow();
    await until(() => lines.length > 0);
    giveUp.abort();
    await ended;
    expect(lines[0]).toMatch(/does not support 'tls'/);
    expect(heard).toBe('');
  });

  it('rejects an address with a password without repeating it', async () => {
    const rejected = openLink({ servers: 'nats://me:geheim@127.0.0.1:4222', service: 'api' });
    await expect(rejected).rejects.toThrow(/NATS_USER and NATS_PASSWORD/);
    await expect(rejected).rejects.not.toThrow(/geheim/);
  });
});
