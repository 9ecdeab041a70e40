import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DeadLetter } from '@vialog/messaging';
import type { Outbox } from './outbox.port.ts';

const counts = 'vialog.v1.counts';
const indexer = { name: 'indexer', subject: counts };
const archive = { name: 'archive', subject: counts };
const deadLetter = (key: string): DeadLetter => ({
  key,
  subject: counts,
  consumer: 'indexer',
  body: '{}',
  why: 'too old',
  at: 1,
});

/** Requirements on every outbox. `make` returns an empty one for at most `maxMessages` messages. */
export function outboxConformance(name: string, make: (maxMessages: number) => Outbox): void {
  describe(`outbox in ${name}`, () => {
    let outbox: Outbox;
    beforeEach(() => {
      outbox = make(5);
    });
    afterEach(() => outbox.close());

    const put = async (body: string, subject = counts) => {
      const result = await outbox.put(subject, body);
      if (result.kind === 'full') throw new Error(result.why);
      return result.id;
    };
    const ids = async (consumer: string) => (await outbox.pending(consumer)).map((pending) => pending.id);

    it('an outbox keeps a message until each consumer has acknowledged it', async () => {
      await outbox.register([indexer, archive]);
      const id = await put('"a"');
      outbox.ack('indexer', id);
      expect(await ids('indexer')).toEqual([]);
      expect(await ids('archive')).toEqual([id]);
      expect(await outbox.read(id)).toBe('"a"');
      outbox.ack('archive', id);
      expect(await ids('archive')).toEqual([]);
      expect(await outbox.read(id)).toBeUndefined();
      expect(outbox.size).toBe(0);
    });

    it('an outbox lists pending messages in the order of put, with their failures', async () => {
      await outbox.register([indexer]);
      const all = await Promise.all(['1', '2', '3'].map((body) => put(body)));
      outbox.recordFailure('indexer', all[1]!);
      outbox.recordFailure('indexer', all[1]!);
      expect(await outbox.pending('indexer')).toEqual([
        { id: all[0], failures: 0 },
        { id: all[1], failures: 2 },
        { id: all[2], failures: 0 },
      ]);
    });

    it('an outbox keeps messages put before register, and deletes those without a consumer', async () => {
      const wanted = await put('"early"');
      await put('"no consumer"', 'vialog.v1.health');
      await outbox.register([indexer]);
      expect(await ids('indexer')).toEqual([wanted]);
      expect(outbox.size).toBe(1);
    });

    it('an outbox registers a consumer again without a redelivery, and returns undeclared consumers with pending messages', async () => {
      await outbox.register([indexer, archive]);
      const id = await put('"a"');
      outbox.ack('indexer', id);
      expect(await outbox.register([indexer])).toEqual(['archive']);
      expect(await ids('indexer')).toEqual([]);
      expect(await ids('archive')).toEqual([id]);
    });

    it('an outbox returns full at its maximum number of messages, and stores messages again after an ack', async () => {
      await outbox.register([indexer]);
      const stored = await Promise.all([1, 2, 3, 4, 5].map((n) => put(String(n))));
      expect(await outbox.put(counts, '6')).toMatchObject({ kind: 'full' });
      outbox.ack('indexer', stored[0]!);
      expect(await ids('indexer')).toHaveLength(4);
      expect(await outbox.put(counts, '6')).toMatchObject({ kind: 'stored' });
    });

    it('an outbox stores a dead letter once per key and acknowledges its message in the same transaction', async () => {
      await outbox.register([indexer]);
      const id = await put('"bad"');
      await outbox.store([deadLetter('a'), deadLetter('b')], { consumer: 'indexer', id });
      await outbox.store([{ ...deadLetter('a'), why: 'another time' }]);
      expect((await outbox.list(10)).map(({ key, why }) => [key, why])).toEqual([
        ['b', 'too old'],
        ['a', 'too old'],
      ]);
      expect(await outbox.list(1)).toEqual([deadLetter('b')]);
      expect(outbox.size).toBe(0);
    });

    it('an outbox ignores unknown consumers and ids', async () => {
      outbox.ack('indexer', 77);
      outbox.recordFailure('indexer', 77);
      expect(await outbox.pending('unknown')).toEqual([]);
      expect(await outbox.read(77)).toBeUndefined();
    });
  });
}
