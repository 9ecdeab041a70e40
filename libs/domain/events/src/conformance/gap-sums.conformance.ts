import { describe, expect, it } from '@jest/globals';
import { hourMs, quarterMs } from '@vialog/contracts';
import { gap, measured } from './event-builders.ts';
import { inOrder, onEmptyStore, type MakeStore } from './store-under-test.ts';

const noon = Date.parse('2026-03-31T11:00:00.000Z');

/** Sums of slots that were not measured: gap spans, and measurements within them. */
export function gapSumsConformance(makeStore: MakeStore): void {
  describe('sums of gaps', () => {
    it('sums count a gap span in every quarter hour that it covers', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([gap(noon + 840_000, { slots: 12, reason: 'not_running' })]);
        const rows = inOrder(await store.sums({ edges: [noon, noon + quarterMs, noon + 2 * quarterMs] }));
        expect(rows.map((row) => [row.start, row.measured, row.gaps])).toEqual([
          [noon, 0, { not_running: 6 }],
          [noon + quarterMs, 0, { not_running: 6 }],
        ]);
      }));

    it('sums do not count a measured slot as a gap, whichever was stored first', () =>
      onEmptyStore(makeStore, async (store) => {
        const edges = [noon, noon + quarterMs, noon + hourMs];
        const span = gap(noon + 600_000, { slots: 60, reason: 'not_running' });
        await store.append([measured(noon + 620_000), span, measured(noon + quarterMs), gap(noon + 640_000)]);
        const before = inOrder(await store.sums({ edges }));
        expect(before.map((row) => [row.measured, row.gaps])).toEqual([
          [1, { not_running: 28, offline: 1 }],
          [1, { not_running: 29 }],
        ]);
        await store.append([measured(noon + 640_000), measured(noon + 650_000), measured(noon + 650_000)]);
        const after = inOrder(await store.sums({ edges }));
        expect(after.map((row) => [row.measured, row.gaps])).toEqual([
          [3, { not_running: 27 }],
          [1, { not_running: 29 }],
        ]);
      }));

    it('sums count a slot of overlapping gap spans once, with the reason of the span that starts last', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([
          gap(noon + 20_000, { slots: 2, reason: 'dark' }),
          gap(noon, { slots: 6, reason: 'offline' }),
          gap(noon + 30_000, { slots: 1, reason: 'frozen' }),
        ]);
        const [row] = await store.sums({ edges: [noon, noon + hourMs] });
        expect(row?.gaps).toEqual({ offline: 4, dark: 1, frozen: 1 });
      }));

    it('sums are updated when a late measurement replaces a gap', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([gap(noon), measured(noon + 10_000, { car: 2 })]);
        await store.append([measured(noon, { car: 5 }), measured(noon, { car: 9 })]);
        const [row] = await store.sums({ edges: [noon, noon + hourMs] });
        expect(row).toMatchObject({ measured: 2, total: { sum: 7, max: 5 }, gaps: {} });
      }));

    it('sums single slots and gap spans between edges that are not quarter hours', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([
          ...[0, 10_000, 20_000, 890_000, 900_000, 1_790_000, 1_800_000].map((offset) =>
            measured(noon + offset, { car: 1 }),
          ),
          gap(noon + 30_000, { slots: 10 }),
        ]);
        const edges = [noon + 5_000, noon + 60_000, noon + 900_001, noon + 1_790_000];
        const rows = inOrder(await store.sums({ edges }));
        expect(rows.map((row) => [row.start, row.measured, row.gaps])).toEqual([
          [noon + 5_000, 2, { offline: 3 }],
          [noon + 60_000, 2, { offline: 7 }],
        ]);
      }));
  });
}
