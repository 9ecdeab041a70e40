import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DeadLetter } from '@vialog/messaging';
import type { Outbox } from './outbox.port.ts';

const counts = 'vialog.v1.counts';
const indexer = { name: 'indexer', subject: counts };
const archive = { name: 'archive', subject: counts };
const letter = (key: string): DeadLetter => ({
  key,
  subject: counts,
  durable: 'indexer',
  body: '{}',
  why: 'too old',
  at: 1,
});

/** What every outbox does. `make` gives an empty one with room for `limit` messages. */
export function outboxConformance(name: string, make: (limit: number) => Outbox): void {
  describe(`${name} as an outbox`, () => {
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
    const ids = async (durable: string) => (await outbox.pending(durable)).map((pending) => pending.id);

    it('keeps a message for each durable until that one has settled it', async () => {
      await outbox.register([indexer, archive]);
      const id = await put('"a"');
      outbox.settle('indexer', id);
      expect(await ids('indexer')).toEqual([]);
      expect(await ids('archive')).toEqual([id]);
      expect(await outbox.read(id)).toBe('"a"');
      outbox.settle('archive', id);
      expect(await ids('archive')).toEqual([]);
      expect(await outbox.read(id)).toBeUndefined();
      expect(outbox.size).toBe(0);
    });

    it('gives pending messages in the order they were put, with their failures', async () => {
      await outbox.register([indexer]);
      const all = await Promise.all(['1', '2', '3'].map((body) => put(body)));
      outbox.failed('indexer', all[1]!);
      outbox.failed('indexer', all[1]!);
      expect(await outbox.pending('indexer')).toEqual([
        { id: all[0], deliveries: 0 },
        { id: all[1], deliveries: 2 },
        { id: all[2], deliveries: 0 },
      ]);
    });

    it('keeps what was put before anybody registered, and only what somebody wants', async () => {
      const wanted = await put('"early"');
      await put('"nobody"', 'vialog.v1.health');
      await outbox.register([indexer]);
      expect(await ids('indexer')).toEqual([wanted]);
      expect(outbox.size).toBe(1);
    });

    it('registers the same durable again without a second delivery, and names those left behind', async () => {
      await outbox.register([indexer, archive]);
      const id = await put('"a"');
      outbox.settle('indexer', id);
      expect(await outbox.register([indexer])).toEqual(['archive']);
      expect(await ids('indexer')).toEqual([]);
      expect(await ids('archive')).toEqual([id]);
    });

    it('answers full when it has no room, and takes again when there is', async () => {
      await outbox.register([indexer]);
      const taken = await Promise.all([1, 2, 3, 4, 5].map((n) => put(String(n))));
      expect(await outbox.put(counts, '6')).toMatchObject({ kind: 'full' });
      outbox.settle('indexer', taken[0]!);
      expect(await ids('indexer')).toHaveLength(4);
      expect(await outbox.put(counts, '6')).toMatchObject({ kind: 'stored' });
    });

    it('buries a dead letter once per key and settles its message with it', async () => {
      await outbox.register([indexer]);
      const id = await put('"bad"');
      await outbox.bury([letter('a'), letter('b')], { durable: 'indexer', id });
      await outbox.bury([{ ...letter('a'), why: 'another time' }]);
      expect((await outbox.deadLetters(10)).map(({ key, why }) => [key, why])).toEqual([
        ['b', 'too old'],
        ['a', 'too old'],
      ]);
      expect(await outbox.deadLetters(1)).toEqual([letter('b')]);
      expect(outbox.size).toBe(0);
    });

    it('shrugs at what it does not know', async () => {
      outbox.settle('indexer', 77);
      outbox.failed('indexer', 77);
      expect(await outbox.pending('nobody')).toEqual([]);
      expect(await outbox.read(77)).toBeUndefined();
    });
  });
}
