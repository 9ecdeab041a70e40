import { describe, expect, test } from '@jest/globals';
import type { AlertDelivery } from '@vialog/contracts';
import type { DiskSpace, StoreStorage } from '@vialog/events';
import type { DeadLetter } from '@vialog/messaging';
import { deadLetterSource } from './dead-letter-source.ts';
import { queueSource, type QueueLength, type QueueSourcePorts } from './queue-source.ts';
import { storageSource } from './storage-source.ts';

const now = Date.parse('2026-03-02T08:00:00.000Z');
const clock = { now: () => now, monotonic: () => now };
const gib = 1024 ** 3;
const ago = (ms: number): string => new Date(now - ms).toISOString();
const parts =
  (...names: readonly string[]) =>
  () =>
    Promise.resolve([{ name: 'registry', ok: true }, ...names.map((name) => ({ name, ok: false }))]);

describe('storage', () => {
  const disk = (fields: Partial<DiskSpace>): DiskSpace => ({
    name: '/data',
    freeBytes: 100 * gib,
    totalBytes: 200 * gib,
    ...fields,
  });
  const read = async (disks: readonly DiskSpace[], state: StoreStorage['state'] = 'complete') =>
    (
      await storageSource({ parts: parts(), storage: () => Promise.resolve({ disks, state }) }).read()
    ).found.map(({ code, severity, count, params }) => ({ code, severity, count, params }));

  test.each([
    ['much free space', disk({}), undefined],
    ['a tenth of a large disk free', disk({ freeBytes: 90 * gib, totalBytes: 1000 * gib }), undefined],
    ['less than a tenth of a small disk free', disk({ freeBytes: 3 * gib, totalBytes: 40 * gib }), 'warning'],
    ['less than 2 % free', disk({ freeBytes: 0.5 * gib, totalBytes: 40 * gib }), 'critical'],
    ['less than the limit of the store', disk({ limitedBelowBytes: 150 * gib }), 'warning'],
    ['less than the stop of the store', disk({ stoppedBelowBytes: 150 * gib }), 'critical'],
  ])('a disk with %s', async (_what, space, severity) => {
    const { freeBytes, totalBytes } = space;
    const found = { code: 'disk_space_low', severity, count: 1, params: { freeBytes, totalBytes } };
    expect(await read([space])).toEqual(severity === undefined ? [] : [found]);
  });

  test.each([
    ['copies_missing', 'store_copies_missing', 'warning'],
    ['data_missing', 'store_data_missing', 'critical'],
  ] as const)('a cluster with %s is the finding %s', async (state, code, severity) => {
    expect(await read([disk({})], state)).toEqual([{ code, severity, count: 1, params: {} }]);
  });

  test('the disks of many nodes are one finding with the fullest first', async () => {
    const nodes = Array.from({ length: 9 }, (_, i) =>
      disk({ name: `node-${i}`, freeBytes: (20 - i) * 0.5 * gib }),
    );
    const source = storageSource({
      parts: parts(),
      storage: () => Promise.resolve({ disks: nodes, state: 'data_missing' }),
    });
    const { found, checked } = await source.read();
    expect(checked).toBe(10);
    expect(found.map(({ code, count }) => [code, count])).toEqual([
      ['disk_space_low', 9],
      ['store_data_missing', 1],
    ]);
    expect(found[0]?.examples.map(({ name }) => name)).toEqual([
      'node-8',
      'node-7',
      'node-6',
      'node-5',
      'node-4',
    ]);
  });

  test('an event store that does not respond is the finding, and its unknown disks are not', async () => {
    const storage = () => Promise.reject(new Error('no connection'));
    const { found } = await storageSource({ parts: parts('event store'), storage }).read();
    expect(found).toMatchObject([
      { code: 'part_unavailable', severity: 'critical', params: { part: 'event store' } },
    ]);
    await expect(storageSource({ parts: parts(), storage }).read()).rejects.toThrow('no connection');
  });
});

describe('queues', () => {
  const channel = { channelId: 'chan00000001', name: 'Control room', isOn: true };
  const ports = (queues: readonly QueueLength[], queuedAt?: string): QueueSourcePorts =>
    ({
      clock,
      parts: parts(),
      queues: () => Promise.resolve(queues),
      alertChannels: {
        list: () => Promise.resolve([{ channel }]),
        counts: () =>
          Promise.resolve(new Map(queuedAt ? [[channel.channelId, { pending: 3, deadLettered: 0 }]] : [])),
        next: () => Promise.resolve({ delivery: { queuedAt } }),
      },
    }) as unknown as QueueSourcePorts;

  test.each([
    ['no message', { waiting: 0, oldestAt: now - 700_000 }, undefined],
    ['messages of the last minute', { waiting: 900, oldestAt: now - 59_000 }, undefined],
    ['a message of a minute ago', { waiting: 1, oldestAt: now - 60_000 }, 'warning'],
    ['a message of ten minutes ago', { waiting: 1, oldestAt: now - 600_000 }, 'critical'],
    ['few of the messages that it can store', { waiting: 999, limit: 10_000 }, undefined],
    ['a tenth of the messages that it can store', { waiting: 1_000, limit: 10_000 }, 'warning'],
    ['most of the messages that it can store', { waiting: 8_000, limit: 10_000 }, 'critical'],
    ['messages without an age and a limit', { waiting: 8_000 }, undefined],
  ] as const)('a queue with %s', async (_what, length, severity) => {
    const { found, checked } = await queueSource(ports([{ name: 'indexer', ...length }])).read();
    expect(checked).toBe(3);
    expect(found.map((one) => [one.code, one.severity, one.count, one.params])).toEqual(
      severity === undefined ? [] : [['queue_behind', severity, length.waiting, { queue: 'indexer' }]],
    );
  });

  test('a channel whose oldest delivery waits for five minutes is behind', async () => {
    expect((await queueSource(ports([], ago(299_000))).read()).found).toEqual([]);
    expect((await queueSource(ports([], ago(300_000))).read()).found).toMatchObject([
      { code: 'delivery_waiting', count: 3, params: { channel: 'Control room' }, sinceAt: ago(300_000) },
    ]);
  });

  test('a channel that is switched off is not behind', async () => {
    const waiting = ports([], ago(300_000));
    const list = () => Promise.resolve([{ channel: { ...channel, isOn: false } }] as never);
    const alertChannels = { ...waiting.alertChannels, list };
    expect(await queueSource({ ...waiting, alertChannels }).read()).toEqual({ found: [], checked: 1 });
  });

  test('channels that cannot be read are not checked', async () => {
    const list = () => Promise.reject(new Error('no registry'));
    const failing = { ...ports([]), alertChannels: { ...ports([]).alertChannels, list } };
    await expect(queueSource(failing).read()).rejects.toThrow('no registry');
  });

  test('an unreachable broker is the finding, and its unknown queues are not', async () => {
    const failing = { ...ports([]), queues: () => Promise.reject(new Error('no connection')) };
    const { found } = await queueSource({ ...failing, parts: parts('broker') }).read();
    expect(found).toMatchObject([{ code: 'part_unavailable', params: { part: 'broker' } }]);
    await expect(queueSource(failing).read()).rejects.toThrow('no connection');
  });
});

describe('dead letters', () => {
  const letter = (at: number): DeadLetter => ({
    key: String(at),
    subject: 'vialog.v1.counts',
    consumer: 'indexer',
    body: '{}',
    why: 'invalid',
    at,
  });
  const channel = { channelId: 'chan00000001', name: 'Control room', isOn: true };
  const read = (letters: readonly DeadLetter[], deliveries: readonly Partial<AlertDelivery>[] = []) =>
    deadLetterSource({
      clock,
      deadLetters: { list: (limit) => Promise.resolve(letters.slice(0, limit)) },
      alertChannels: {
        list: () => Promise.resolve([{ channel } as never]),
        counts: () =>
          Promise.resolve(new Map([[channel.channelId, { pending: 0, deadLettered: deliveries.length }]])),
        deliveries: () =>
          Promise.resolve(
            deliveries.map((delivery, number) => ({ number, delivery: delivery as AlertDelivery })),
          ),
      },
    }).read();

  test('rejected messages of the last day are one finding; older ones are not shown', async () => {
    const day = 86_400_000;
    const { found } = await read([letter(now - 1), letter(now - 3_600_000), letter(now - day - 1)]);
    expect(found).toMatchObject([
      { code: 'message_rejected', count: 2, isCountMinimum: false, sinceAt: ago(3_600_000) },
    ]);
    expect((await read([letter(now - day - 1)])).found).toEqual([]);
  });

  test('the number of rejected messages is a minimum when more may be stored', async () => {
    const letters = Array.from({ length: 80 }, (_, i) => letter(now - i));
    expect((await read(letters)).found).toMatchObject([{ count: 50, isCountMinimum: true }]);
  });

  test('deliveries that were given up in the last day name their channel', async () => {
    const deliveries = [
      { queuedAt: ago(90_000_000), attemptedAt: ago(60_000) },
      { queuedAt: ago(90_000_000), attemptedAt: ago(88_000_000) },
    ];
    expect((await read([], deliveries)).found).toMatchObject([
      { code: 'delivery_given_up', count: 1, params: { channel: 'Control room' }, sinceAt: ago(60_000) },
    ]);
  });
});
