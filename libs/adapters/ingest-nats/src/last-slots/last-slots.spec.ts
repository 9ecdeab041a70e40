import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { lastSlots } from '@vialog/contracts';
import { describeUnless, missingNats } from '@vialog/testkit';
import type { NatsConnection } from '@nats-io/transport-node';
import { Broker } from '@vialog/nats/fixtures';
import { replyLastSlots, requestLastSlots } from './last-slots.ts';

const end = Date.UTC(2026, 2, 1, 8);
const cameras = (many: number) => Array.from({ length: many }, (_, i) => String(i).padStart(12, '0'));

describeUnless(missingNats(), describe)('requestLastSlots', () => {
  let broker: Broker;
  let [ingest, indexer]: NatsConnection[] = [];
  beforeAll(async () => {
    broker = await Broker.start();
    [ingest, indexer] = [await broker.connect(), await broker.connect()];
  });
  afterAll(() => broker.stop());
  const request = (ids: readonly string[]) => requestLastSlots(ingest as NatsConnection, ids);
  const reply = (endsOf: Parameters<typeof replyLastSlots>[1]) =>
    replyLastSlots(indexer as NatsConnection, endsOf);

  async function replying(
    endsOf: Parameters<typeof replyLastSlots>[1],
    work: () => Promise<void>,
  ): Promise<void> {
    const stop = reply(endsOf);
    await indexer?.flush();
    try {
      await work();
    } finally {
      stop();
      await indexer?.flush();
    }
  }

  test('returns the slot ends of an indexer, and undefined for unknown zones', async () => {
    const [camera = ''] = cameras(1);
    await replying(
      () => Promise.resolve(new Map([[`${camera}/view`, end]])),
      async () => {
        const endOf = await request([camera]);
        expect([endOf(camera, 'view'), endOf(camera, 'gate'), endOf('zzzzzzzzzzzz', 'view')]).toEqual([
          ...[end, undefined, undefined],
        ]);
      },
    );
  });

  test('splits many cameras into several requests', async () => {
    const pieces: number[] = [];
    await replying(
      (ids) => {
        pieces.push(ids.length);
        return Promise.resolve(new Map(ids.map((id) => [`${id}/view`, end + Number(id)])));
      },
      async () => {
        const ids = cameras(450);
        const endOf = await request(ids);
        expect(ids.map((id) => endOf(id, 'view'))).toEqual(ids.map((id) => end + Number(id)));
      },
    );
    expect(pieces).toEqual([200, 200, 50]);
  });

  test('one of several indexers replies to a request', async () => {
    let requested = 0;
    const count = () => {
      requested += 1;
      return Promise.resolve(new Map<string, number>());
    };
    const stop = reply(count);
    await replying(count, async () => {
      await request(cameras(1));
    });
    stop();
    await indexer?.flush();
    expect(requested).toBe(1);
  });

  test('rejects when no indexer replies', async () => {
    await expect(request(cameras(1))).rejects.toThrow(
      'Requesting the last slots failed: no indexer replies. Start an indexer.',
    );
  });

  test('rejects with the reason when the store fails, and the next request succeeds', async () => {
    let fails = true;
    await replying(
      () =>
        fails
          ? Promise.reject(new Error('the store is unreachable'))
          : Promise.resolve(new Map<string, number>()),
      async () => {
        await expect(request(cameras(1))).rejects.toThrow('the store is unreachable');
        fails = false;
        expect((await request(cameras(1)))('000000000000', 'view')).toBeUndefined();
      },
    );
  });

  test('sends no request for no cameras', async () => {
    expect((await request([]))('000000000000', 'view')).toBeUndefined();
  });

  test('rejects a request that does not match the schema', async () => {
    await replying(
      () => Promise.resolve(new Map<string, number>()),
      async () => {
        const reply = await ingest!.request(
          lastSlots.subject,
          JSON.stringify({ v: 1, cameraIds: ['x'], more: 1 }),
        );
        expect(lastSlots.reply.parse(reply.json())).toMatchObject({ kind: 'failed' });
      },
    );
  });
});
