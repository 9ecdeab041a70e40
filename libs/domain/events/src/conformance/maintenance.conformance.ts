import { describe, expect, it } from '@jest/globals';
import { dayMs, hourMs, zoneKey } from '@vialog/contracts';
import { gap, linePlace, measured, measuredBays, measuredLine } from './event-builders.ts';
import { foundBy, inOrder, onEmptyStore, type MakeStore } from './store-under-test.ts';

const noon = Date.parse('2026-03-31T11:00:00.000Z');

/** The contract of `EventMaintenance`. */
export function maintenanceConformance(makeStore: MakeStore): void {
  describe('maintenance', () => {
    const day = (n: number): number => Date.parse('2026-03-31T00:00:00.000Z') - n * dayMs;

    it('maintenance drops whole days of events and keeps their roll-ups', () =>
      onEmptyStore(makeStore, async (store) => {
        const kept = [measured(day(3), { car: 3 }), measured(day(0), { car: 1 })];
        await store.append([measured(day(5), { car: 5 }), gap(day(5) + 60_000), measured(day(4)), ...kept]);
        expect(await store.dropBefore({ events: day(3), quarterHours: day(400) })).toBe(2);
        expect(await foundBy(store, { kind: 'all' })).toEqual(kept.map((event) => event.eventId).reverse());
        const rows = inOrder(await store.sums({ edges: [day(5), day(4), day(3), day(0)] }));
        expect(rows.map((row) => [row.measured, row.total.sum, row.gaps])).toEqual([
          [1, 5, { offline: 1 }],
          [1, 1, {}],
          [1, 3, {}],
        ]);
        expect(await store.byId(measured(day(5)).eventId)).toBeUndefined();
        expect(await store.dropBefore({ events: day(3), quarterHours: day(400) })).toBe(0);
      }));

    it('maintenance keeps a day that did not end before the limit', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([measured(day(2))]);
        expect(await store.dropBefore({ events: day(1) - 1, quarterHours: 0 })).toBe(0);
        expect(await foundBy(store, { kind: 'all' })).toHaveLength(1);
      }));

    it('maintenance drops roll-ups by their own, earlier limit', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([measured(day(6)), measured(day(5)), measured(day(1))]);
        await store.dropBefore({ events: day(3), quarterHours: day(5) });
        const rows = inOrder(await store.sums({ edges: [day(6), day(5), day(0)] }));
        expect(rows.map((row) => [row.start, row.measured])).toEqual([[day(5), 2]]);
      }));

    it('an erasure deletes all events and roll-ups of a camera, and no others', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([
          measured(day(5)),
          measured(day(1)),
          measured(noon),
          gap(noon + 10_000, { slots: 3 }),
        ]);
        await store.append([measuredBays(noon, '0101')]);
        await store.dropBefore({ events: day(3), quarterHours: day(400) });
        expect(await store.eraseCameras(['cam000000001'])).toBe(3);
        expect(await foundBy(store, { kind: 'all' })).toEqual([measuredBays(noon, '0101').eventId]);
        const rows = await store.sums({ edges: [day(9), noon + hourMs] });
        expect(rows.map(zoneKey)).toEqual(['cam000000002/lot']);
        expect((await store.lastSlotEnds(['cam000000001'])).size).toBe(0);
        expect(await store.eraseCameras(['cam000000001'])).toBe(0);
      }));

    it('an erasure deletes the crossings of a camera, also those in roll-ups', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([
          measuredLine(day(5), { car: 9 }, { car: 9 }),
          measuredLine(noon, { car: 9 }, { car: 9 }),
        ]);
        await store.dropBefore({ events: day(3), quarterHours: day(400) });
        await store.eraseCameras([linePlace.cameraId]);
        await store.append([measuredLine(day(1), { car: 1 }, {}), measuredLine(noon, { car: 1 }, {})]);
        const rows = await store.sums({ edges: [day(9), noon + hourMs] });
        expect(rows).toMatchObject([{ measured: 2, crossings: { inbound: { car: 2 }, outbound: {} } }]);
      }));

    it('a slot of an erased camera is stored again', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([measured(noon, { car: 9 })]);
        await store.eraseCameras(['cam000000001']);
        expect(await store.append([measured(noon, { car: 1 })])).toEqual([{ kind: 'stored' }]);
        const [row] = await store.sums({ edges: [noon, noon + hourMs] });
        expect(row?.total).toEqual({ sum: 1, max: 1 });
      }));
  });
}
