import { describe, expect, it } from '@jest/globals';
import type { CountEvent } from '@vialog/contracts';
import type { CellReader } from '../cell-reader.port.ts';
import type { Condition } from '../event-query.ts';
import { gap, measured, plainPlace } from './event-builders.ts';
import { onEmptyStore, type EventStore, type MakeStore } from './store-under-test.ts';

const noon = Date.parse('2026-03-31T11:00:00.000Z');
const hour = { from: noon, to: noon + 3_600_000 };
const all: Condition = { kind: 'all' };

/** Three cameras: two share the cell of resolution 7, all share that of resolution 5. */
const cellsOf = [
  ['85411c97fffffff', '87411c96effffff', '89411c96ea7ffff'],
  ['85411c97fffffff', '87411c96effffff', '89411c96eb7ffff'],
  ['85411c97fffffff', '87411c960ffffff', '89411c9600bffff'],
];

const seen = (n: number, at: number, car: number): CountEvent => ({
  ...measured(at, { car }, { ...plainPlace, cameraId: `cam00000000${n}` }),
  cells: cellsOf[n] ?? [],
});

const records = [
  seen(0, noon, 3),
  seen(0, noon + 10_000, 8),
  seen(1, noon, 5),
  seen(2, noon, 1),
  { ...gap(noon + 20_000), cells: cellsOf[0] ?? [] },
];

/** The contract of `CellReader`. */
export function cellsConformance(makeStore: MakeStore<EventStore & CellReader>): void {
  describe('cells', () => {
    it('cells counts matches per cell of the resolution, with the highest total, sorted by cell', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append(records);
        expect(await store.cells({ ...hour, where: all }, 5)).toEqual([
          { cell: '85411c97fffffff', count: 5, peak: 8 },
        ]);
        expect(await store.cells({ ...hour, where: all }, 7)).toEqual([
          { cell: '87411c960ffffff', count: 1, peak: 1 },
          { cell: '87411c96effffff', count: 4, peak: 8 },
        ]);
        expect(await store.cells({ ...hour, where: all }, 9)).toHaveLength(3);
      }));

    it('cells counts only matches within the window', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append(records);
        const busy: Condition = { kind: 'number', field: 'car', op: '>=', value: 5 };
        expect(await store.cells({ ...hour, where: busy }, 9)).toEqual([
          { cell: '89411c96ea7ffff', count: 1, peak: 8 },
          { cell: '89411c96eb7ffff', count: 1, peak: 5 },
        ]);
        expect(await store.cells({ from: noon, to: noon + 1, where: busy }, 7)).toEqual([
          { cell: '87411c96effffff', count: 1, peak: 5 },
        ]);
      }));

    it('cells with gaps only have the peak 0', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append(records);
        const gaps: Condition = { kind: 'eventKind', eventKind: 'gap' };
        expect(await store.cells({ ...hour, where: gaps }, 5)).toEqual([
          { cell: '85411c97fffffff', count: 1, peak: 0 },
        ]);
        expect(await store.cells({ ...hour, where: { kind: 'none' } }, 5)).toEqual([]);
      }));
  });
}
