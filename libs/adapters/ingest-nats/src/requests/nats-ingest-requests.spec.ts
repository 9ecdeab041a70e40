import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RequestDesk, shardOf, type IngestHandlers } from '@vialog/ingest';
import { ingestRequestsConformance, testCamera } from '@vialog/ingest/conformance';
import { Broker } from '@vialog/nats/fixtures';
import { describeUnless, missingNats } from '@vialog/testkit';
import type { NatsConnection } from '@nats-io/transport-node';
import { NatsIngestRequests } from './nats-ingest-requests.ts';
import { replyIngestRequests } from './reply-ingest-requests.ts';

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()));
  });
const still = { v: 1, kind: 'still', cameraId: testCamera.cameraId } as const;
const content = { capturedAt: '2026-03-02T08:00:00.000Z', width: 640, height: 360 };
const toCamera = { to: { kind: 'camera', camera: testCamera }, deadlineMs: 20_000 } as const;

describeUnless(missingNats(), describe)('requests to ingests over NATS', () => {
  let broker: Broker;
  beforeAll(async () => {
    broker = await Broker.start();
  });
  afterAll(() => broker.stop());

  /** A process of a region that holds these shards. */
  async function processWith(handlers: IngestHandlers, held: { shards: number[]; region?: string }) {
    const connection = await broker.connect();
    const works: (() => void)[] = [];
    const stop = replyIngestRequests({
      connection,
      region: held.region ?? 'main',
      desk: new RequestDesk(handlers, pause),
      ownership: {
        get shards() {
          return held.shards;
        },
        holds: (cameraId) => held.shards.includes(shardOf(cameraId)),
      },
      every: (_ms, work) => {
        works.push(work);
        return () => undefined;
      },
    });
    await connection.flush();
    const follow = async (): Promise<void> => {
      for (const work of works) work();
      await connection.flush();
    };
    return { connection, held, follow, stop };
  }
  const replying = (name: string): IngestHandlers => ({
    still: () => Promise.resolve({ kind: 'answered', content, bytes: Buffer.from(name) }),
  });
  const requestsOf = async (connection?: NatsConnection) =>
    new NatsIngestRequests(connection ?? (await broker.connect()));
  const nameIn = (reply: { bytes?: Uint8Array }) => Buffer.from(reply.bytes ?? []).toString();

  ingestRequestsConformance('NATS', async () => {
    const open: { stop: () => void; connection: NatsConnection }[] = [];
    const connection = await broker.connect();
    return {
      requests: await requestsOf(connection),
      serve: async (handlers) =>
        void open.push(await processWith(handlers, { shards: [shardOf(testCamera.cameraId)] })),
      close: async () => {
        for (const each of open) {
          each.stop();
          await each.connection.close();
        }
        await connection.close();
      },
    };
  });

  test('a request for a camera that no process holds fails at once and names the region', async () => {
    const other = await processWith(replying('other'), {
      shards: [(shardOf(testCamera.cameraId) + 1) % 64],
    });
    const reply = await (await requestsOf()).send<'still'>(still, toCamera);
    expect(reply).toMatchObject({ kind: 'failed', reason: 'no_process' });
    expect((reply as { detail: string }).detail).toContain('VIALOG_REGION=main');
    other.stop();
  });

  test('a camera with a region tag is handled by the process of that region', async () => {
    const shards = [shardOf(testCamera.cameraId)];
    const [main, harbour] = [
      await processWith(replying('main'), { shards }),
      await processWith(replying('harbour'), { shards, region: 'harbour' }),
    ];
    const camera = { ...testCamera, tags: ['region:harbour'] };
    const requests = await requestsOf();
    const send = (to: { kind: 'camera'; camera: typeof camera | typeof testCamera }) =>
      requests.send<'still'>(still, { to, deadlineMs: 20_000 });
    expect(nameIn((await send({ kind: 'camera', camera })) as object)).toBe('harbour');
    expect(nameIn((await send({ kind: 'camera', camera: testCamera })) as object)).toBe('main');
    for (const each of [main, harbour]) each.stop();
  });

  test('requests follow a shard that moves to another process', async () => {
    const shards = [shardOf(testCamera.cameraId)];
    const first = await processWith(replying('first'), { shards });
    const second = await processWith(replying('second'), { shards: [] });
    const requests = await requestsOf();
    expect(nameIn((await requests.send<'still'>(still, toCamera)) as object)).toBe('first');
    second.held.shards = first.held.shards;
    first.held.shards = [];
    // The first process has not noticed yet and is still subscribed.
    await second.follow();
    expect(nameIn((await requests.send<'still'>(still, toCamera)) as object)).toBe('second');
    await first.follow();
    expect(nameIn((await requests.send<'still'>(still, toCamera)) as object)).toBe('second');
    for (const each of [first, second]) each.stop();
  });

  test('exactly one of several processes of a region receives a request to the region', async () => {
    let received = 0;
    const handlers: IngestHandlers = {
      still: () => Promise.resolve({ kind: 'answered', content: ((received += 1), content) }),
    };
    const all = [await processWith(handlers, { shards: [] }), await processWith(handlers, { shards: [] })];
    const to = { kind: 'region', region: 'main' } as const;
    const requests = await requestsOf();
    expect(await requests.send<'still'>(still, { to, deadlineMs: 20_000 })).toMatchObject({
      kind: 'answered',
    });
    for (const each of all) {
      each.stop();
      await each.connection.flush();
    }
    expect(received).toBe(1);
    const reply = await requests.send<'still'>(still, { to, deadlineMs: 20_000 });
    expect(reply).toMatchObject({ reason: 'no_process' });
    expect((reply as { detail: string }).detail).toContain('No ingest or edge runs in the region "main"');
  });

  test('a reply larger than a message of the broker is a failure', async () => {
    const bytes = new Uint8Array(9 * 1_048_576);
    const large = await processWith(
      { still: () => Promise.resolve({ kind: 'answered', content, bytes }) },
      { shards: [shardOf(testCamera.cameraId)] },
    );
    const reply = await (await requestsOf()).send<'still'>(still, toCamera);
    expect(reply).toMatchObject({ kind: 'failed', reason: 'failed' });
    expect((reply as { detail: string }).detail).toContain('could not be sent');
    large.stop();
  });
});
