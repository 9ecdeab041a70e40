import { describe, expect, it } from '@jest/globals';
import { hourMs } from '@vialog/contracts';
import type { CountEvent } from '@vialog/contracts';
import type { AfterKey, Condition } from '../event-query.ts';
import type { EventReader } from '../event-reader.port.ts';
import { startOf } from '../span.ts';
import { measured, placeOfCamera } from './event-builders.ts';
import { onEmptyStore, type MakeStore } from './store-under-test.ts';

const noon = Date.parse('2026-03-31T11:00:00.000Z');
const today = { from: noon - 12 * hourMs, to: noon + 12 * hourMs };

const idsOf = (events: readonly CountEvent[]): string[] => events.map((event) => event.eventId);

async function allPages(store: EventReader, where: Condition, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let after: AfterKey | undefined;
  for (let guard = 0; guard < 1000; guard += 1) {
    const slice = await store.search({ ...today, where }, { limit, ...(after ? { after } : {}) });
    ids.push(...idsOf(slice.items));
    const last = slice.items.at(-1);
    if (!slice.more || !last) return ids;
    after = { slotStart: startOf(last), eventId: last.eventId };
  }
  throw new Error('the pages do not end');
}

/** What `search`, `byId`, `count` and `histogram` of every `EventReader` do. */
export function readingConformance(makeStore: MakeStore): void {
  describe('search', () => {
    it('search returns newest slots first, then by event id, across cameras and days', () =>
      onEmptyStore(makeStore, async (store) => {
        const events = [noon, noon - 10_000, noon - 11.5 * hourMs].flatMap((at) =>
          [3, 1, 2].map((n) => measured(at, { car: n }, placeOfCamera(n))),
        );
        await store.append(events);
        const order = [...events].sort((a, b) => startOf(b) - startOf(a) || (a.eventId < b.eventId ? -1 : 1));
        expect(await allPages(store, { kind: 'all' }, 1000)).toEqual(idsOf(order));
      }));

    it.each([1, 2, 3, 7])('search pages of %i rows neither skip nor repeat rows with equal times', (limit) =>
      onEmptyStore(makeStore, async (store) => {
        const events = Array.from({ length: 30 }, (_, i) =>
          measured(noon - Math.floor(i / 6) * 10_000, { car: i }, placeOfCamera(i % 6)),
        );
        await store.append(events);
        const ids = await allPages(store, { kind: 'number', field: 'car', op: '>=', value: 5 }, limit);
        expect(ids).toHaveLength(25);
        expect(new Set(ids).size).toBe(25);
      }),
    );

    it('search pages neither skip nor repeat rows while other rows are written between them', () =>
      onEmptyStore(makeStore, async (store) => {
        const old = Array.from({ length: 12 }, (_, i) => measured(noon - i * 10_000, { car: 1 }));
        await store.append(old);
        const seen: string[] = [];
        let after: AfterKey | undefined;
        for (let page = 0; page < 12; page += 1) {
          const slice = await store.search(
            { ...today, where: { kind: 'all' } },
            { limit: 2, ...(after ? { after } : {}) },
          );
          seen.push(...idsOf(slice.items));
          await store.append([
            measured(noon + (page + 1) * 10_000),
            measured(noon - page * 10_000, { car: 1 }, placeOfCamera(7)),
          ]);
          const last = slice.items.at(-1);
          if (!last || !slice.more) break;
          after = { slotStart: startOf(last), eventId: last.eventId };
        }
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen).toEqual(expect.arrayContaining(idsOf(old)));
      }));

    it('search reports more rows exactly if there are more', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([measured(noon), measured(noon + 10_000)]);
        const query = { ...today, where: { kind: 'all' } } as const;
        expect((await store.search(query, { limit: 2 })).more).toBe(false);
        expect((await store.search(query, { limit: 1 })).more).toBe(true);
      }));

    it('search includes from and excludes to, with millisecond precision', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([measured(noon), measured(noon + 10_000), measured(noon + 20_000)]);
        const slice = await store.search(
          { from: noon, to: noon + 20_000, where: { kind: 'all' } },
          { limit: 10 },
        );
        expect(slice.items.map(startOf)).toEqual([noon + 10_000, noon]);
        const off = await store.search(
          { from: noon + 1, to: noon + 20_001, where: { kind: 'all' } },
          { limit: 10 },
        );
        expect(off.items.map(startOf)).toEqual([noon + 20_000, noon + 10_000]);
      }));

    it('search and byId return nothing for an empty window and an unknown id', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([measured(noon)]);
        const empty = { from: noon, to: noon, where: { kind: 'all' } } as const;
        expect(await store.search(empty, { limit: 10 })).toEqual({ items: [], more: false });
        expect(await store.byId(measured(noon + 10_000).eventId)).toBeUndefined();
        expect(await store.byId('nonsense')).toBeUndefined();
      }));
  });

  describe('count and histogram', () => {
    it('count is exact up to the limit and reports when there are more matches', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append(Array.from({ length: 5 }, (_, i) => measured(noon + i * 10_000, { car: i })));
        const query = { ...today, where: { kind: 'number', field: 'car', op: '>', value: 0 } } as const;
        expect(await store.count(query, 10)).toEqual({ value: 4, relation: 'eq' });
        expect(await store.count(query, 4)).toEqual({ value: 4, relation: 'eq' });
        expect(await store.count(query, 3)).toEqual({ value: 3, relation: 'gte' });
      }));

    it('histogram counts a slot at an edge in the bucket that starts there', () =>
      onEmptyStore(makeStore, async (store) => {
        const at = [0, 10_000, 60_000, 899_990 - 9_990, 900_000, 3_600_000];
        await store.append(at.map((offset) => measured(noon + offset)));
        const edges = [noon, noon + 60_000, noon + 120_000, noon + 900_000, noon + 1_800_000];
        expect(await store.histogram({ ...today, where: { kind: 'all' } }, edges)).toEqual([
          { start: noon, count: 2 },
          { start: noon + 60_000, count: 1 },
          { start: noon + 120_000, count: 1 },
          { start: noon + 900_000, count: 1 },
        ]);
      }));

    it('histogram counts only slots in the window, also in buckets beyond the window', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([measured(noon), measured(noon + 10_000), measured(noon + 20_000)]);
        const query = { from: noon + 10_000, to: noon + 20_000, where: { kind: 'all' } } as const;
        expect(await store.histogram(query, [noon, noon + hourMs])).toEqual([{ start: noon, count: 1 }]);
      }));
  });
}
