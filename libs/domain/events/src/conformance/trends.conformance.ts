import { describe, expect, it } from '@jest/globals';
import { zoneKey, quarterMs, hourMs, dayMs } from '@vialog/contracts';
import type { ZoneSums } from '../trend-reader.port.ts';
import {
  gap,
  linePlace,
  lotPlace,
  measured,
  measuredBays,
  measuredLine,
  plainPlace,
} from './event-builders.ts';
import { gapSumsConformance } from './gap-sums.conformance.ts';
import { maintenanceConformance } from './maintenance.conformance.ts';
import { inOrder, onEmptyStore, type MakeStore } from './store-under-test.ts';

const noon = Date.parse('2026-03-31T11:00:00.000Z');

const sumBy = (rows: readonly ZoneSums[], number: (row: ZoneSums) => number | undefined): number =>
  rows.reduce((sum, row) => sum + (number(row) ?? 0), 0);

function sumsConformance(makeStore: MakeStore): void {
  describe('sums', () => {
    it('sums totals and classes of a zone by quarter hour, with the maximum', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([
          measured(noon, { car: 4, bus: 1 }),
          measured(noon + 10_000, { car: 7 }),
          { ...measured(noon + 20_000, { car: 0, bus: 0 }), peak: { car: 99 } },
          measured(noon + quarterMs, { car: 50 }),
        ]);
        expect(inOrder(await store.sums({ edges: [noon, noon + quarterMs, noon + 2 * quarterMs] }))).toEqual([
          {
            cameraId: 'cam000000001',
            zoneId: 'road',
            cameraVersion: 1,
            start: noon,
            slotMs: 10_000,
            measured: 3,
            total: { sum: 12, max: 7 },
            classes: { car: { sum: 11, max: 7 }, bus: { sum: 1, max: 1 } },
            occupied: 0,
            unknown: 0,
            capacity: 0,
            gaps: {},
          },
          expect.objectContaining({ start: noon + quarterMs, measured: 1, total: { sum: 50, max: 50 } }),
        ]);
      }));

    it('sums occupied, unknown and capacity of parking spaces, with the site', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([measuredBays(noon, '01-1'), measuredBays(noon + 60_000, '0001')]);
        const [row] = await store.sums({ edges: [noon, noon + hourMs] });
        expect(row).toMatchObject({
          siteId: 'site00000001',
          occupied: 3,
          unknown: 1,
          capacity: 8,
          measured: 2,
        });
      }));

    it('sums crossings by class and direction, and stopped vehicles with their peak, exactly', () =>
      onEmptyStore(makeStore, async (store) => {
        const stops = (at: number, stopped: number, stoppedPeak: number) => ({
          ...measured(at, { car: 6 }),
          stopped,
          stoppedPeak,
        });
        await store.append([
          gap(noon, { place: linePlace }),
          measuredLine(noon, { car: 2, bus: 0 }, { car: 1 }),
          measuredLine(noon + 60_000, { car: 5 }, { truck: 3 }),
          measuredLine(noon + quarterMs, { car: 1 }, {}),
          measuredLine(noon, { car: 2, bus: 0 }, { car: 1 }),
          stops(noon, 3, 4),
          stops(noon + 10_000, 1, 9),
          measured(noon + 20_000, { car: 1 }),
        ]);
        for (const edges of [
          [noon, noon + hourMs],
          [noon, noon + 30_000, noon + hourMs],
        ]) {
          const sums = await store.sums({ edges });
          const lines = sums.filter(({ zoneId }) => zoneId === 'gate');
          const total = (direction: 'inbound' | 'outbound') =>
            lines.flatMap(({ crossings }) => Object.entries(crossings?.[direction] ?? {}).sort());
          if (edges.length === 2) {
            expect(total('inbound')).toEqual([
              ['bus', 0],
              ['car', 8],
            ]);
            expect(total('outbound')).toEqual([
              ['car', 1],
              ['truck', 3],
            ]);
          }
          expect(sumBy(lines, ({ crossings }) => crossings?.inbound.car)).toBe(8);
          expect(sumBy(lines, ({ crossings }) => crossings?.outbound.truck)).toBe(3);
          expect(sumBy(lines, ({ measured: slots }) => slots)).toBe(3);
        }
        const [road] = (await store.sums({ edges: [noon, noon + hourMs] })).filter(
          ({ zoneId }) => zoneId === 'road',
        );
        expect(road?.stopped).toEqual({ slots: 2, sum: 4, max: 9 });
        expect(road).not.toHaveProperty('crossings');
      }));

    it('sums contain only the requested parts, and always slots, totals and gaps', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([
          { ...measured(noon, { car: 4, bus: 1 }), stopped: 2, stoppedPeak: 3 },
          measuredBays(noon, '01-1'),
          measuredLine(noon, { car: 2 }, {}),
          gap(noon + 10_000),
        ]);
        for (const edges of [
          [noon, noon + hourMs],
          [noon, noon + 30_000, noon + hourMs],
        ]) {
          const rows = await store.sums({ edges, parts: {} });
          expect(sumBy(rows, ({ measured: slots }) => slots)).toBe(3);
          expect(sumBy(rows, ({ total }) => total.sum)).toBe(7);
          expect(sumBy(rows, ({ gaps }) => gaps['offline'])).toBe(1);
          for (const row of rows) {
            expect(row).toMatchObject({ classes: {}, occupied: 0, unknown: 0, capacity: 0 });
            expect(row).not.toHaveProperty('crossings');
            expect(row).not.toHaveProperty('stopped');
          }
        }
        const edges = [noon, noon + hourMs];
        const classes = (await store.sums({ edges, parts: { classes: ['bus'] } })).map((row) => row.classes);
        expect(classes.filter(({ bus }) => bus)).toEqual([{ bus: { sum: 1, max: 1 } }]);
        expect(sumBy(await store.sums({ edges, parts: { spaces: true } }), (row) => row.capacity)).toBe(4);
        const tracked = await store.sums({ edges, parts: { crossings: true, stopped: true } });
        expect(sumBy(tracked, ({ crossings }) => crossings?.inbound.car)).toBe(2);
        expect(sumBy(tracked, ({ stopped }) => stopped?.max)).toBe(3);
      }));

    it('sums contain only the requested buckets, with edges at and between quarter hours', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append(Array.from({ length: 12 }, (_, i) => measured(noon + i * 300_000, { car: i })));
        for (const [offsets, sums] of [
          [
            [0, 900_000, 1_800_000, 2_700_000, 3_600_000],
            [12, 30],
          ],
          [
            [0, 300_000, 1_000_000, 1_200_000, 3_600_000],
            [6, 60],
          ],
        ] as const) {
          const edges = offsets.map((offset) => noon + offset);
          const rows = inOrder(await store.sums({ edges, buckets: [1, 3] }));
          expect(rows.map(({ start, total }) => [start, total.sum])).toEqual([
            [edges[1], sums[0]],
            [edges[3], sums[1]],
          ]);
        }
        expect(await store.sums({ edges: [noon, noon + hourMs], buckets: [] })).toEqual([]);
      }));

    it('the rows of a zone are those of the sums, each time they are read', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([
          measured(noon, { car: 4 }),
          measured(noon + 2 * quarterMs, { car: 9 }),
          measured(noon + 10_000, { car: 2 }, { ...plainPlace, cameraVersion: 2 }),
          gap(noon + 3 * quarterMs),
        ]);
        const edges = [0, 1, 2, 3, 4].map((n) => noon + n * quarterMs);
        const zones = await store.zoneRows({ edges, parts: {} });
        const totals = () =>
          zones
            .map(({ cameraVersion, read }) => {
              const rowAt = read();
              return [cameraVersion, ...edges.map((_, bucket) => rowAt(bucket)?.total.sum)];
            })
            .sort(([a = 0], [b = 0]) => a - b);
        const first = totals();
        expect(first).toEqual([
          [1, 4, undefined, 9, 0, undefined],
          [2, 2, undefined, undefined, undefined, undefined],
        ]);
        expect(totals()).toEqual(first);
      }));

    it('turnover is summed over the slots that have it, and only when it is requested', () =>
      onEmptyStore(makeStore, async (store) => {
        const turnover = { arrivals: 2, departures: 1, comparedMs: 240_000, occupiedMs: 90_000 };
        await store.append([
          { ...measuredBays(noon, '01-1'), turnover },
          measuredBays(noon + 900_000, '0111'),
          {
            ...measuredBays(noon + 1_800_000, '0000'),
            turnover: { ...turnover, arrivals: 0, departures: 3 },
          },
        ]);
        const first = { slots: 1, ...turnover };
        const all = { slots: 2, arrivals: 2, departures: 4, comparedMs: 480_000, occupiedMs: 180_000 };
        expect((await store.sums({ edges: [noon, noon + hourMs] })).map((row) => row.turnover)).toEqual([
          all,
        ]);
        const inTwo = await store.sums({ edges: [noon, noon + 30_000, noon + hourMs] });
        expect(inTwo.find(({ start }) => start === noon)?.turnover).toEqual(first);
        const none = await store.sums({ edges: [noon, noon + hourMs], parts: { spaces: true } });
        expect(none.map((row) => row.turnover)).toEqual([undefined]);
      }));

    it('sums are separate for each camera version', () =>
      onEmptyStore(makeStore, async (store) => {
        const second = { ...plainPlace, cameraVersion: 2, siteId: 'site00000002' };
        await store.append([
          measured(noon, { car: 1 }),
          measured(noon + 10_000, { car: 2 }, second),
          gap(noon + 20_000, { place: second }),
        ]);
        const rows = inOrder(await store.sums({ edges: [noon, noon + hourMs] }));
        expect(rows).toEqual([
          expect.objectContaining({ cameraVersion: 1, measured: 1 }),
          expect.objectContaining({
            cameraVersion: 2,
            measured: 1,
            siteId: 'site00000002',
            gaps: { offline: 1 },
          }),
        ]);
        expect(rows[0]).not.toHaveProperty('siteId');
      }));

    it('sums combine zone, camera and site filters with AND', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([
          measured(noon),
          measuredBays(noon, '0000'),
          gap(noon + 60_000, { place: lotPlace }),
        ]);
        const edges = [noon, noon + hourMs];
        const zones = async (filter: object): Promise<string[]> =>
          (await store.sums({ edges, ...filter })).map(zoneKey).sort();
        const road = { cameraId: 'cam000000001', zoneId: 'road' };
        const lot = { cameraId: 'cam000000002', zoneId: 'lot' };
        expect(await zones({})).toEqual([zoneKey(road), zoneKey(lot)]);
        expect(await zones({ zones: [lot] })).toEqual([zoneKey(lot)]);
        expect(await zones({ zones: [] })).toEqual([]);
        expect(await zones({ zones: [{ ...lot, cameraId: road.cameraId }] })).toEqual([]);
        expect(await zones({ cameras: [road.cameraId] })).toEqual([zoneKey(road)]);
        expect(await zones({ sites: ['site00000001'] })).toEqual([zoneKey(lot)]);
        expect(await zones({ sites: ['site00000001'], cameras: [road.cameraId] })).toEqual([]);
      }));

    it('there are no sums for an empty store', () =>
      onEmptyStore(makeStore, async (store) => {
        expect(await store.sums({ edges: [noon, noon + hourMs] })).toEqual([]);
      }));
  });
}

function newestConformance(makeStore: MakeStore): void {
  describe('newest records', () => {
    it('the newest slots have the end of the newest slot of each zone, gap spans included', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([
          measured(noon - 2 * dayMs),
          measured(noon),
          gap(noon + 10_000, { slots: 6 }),
          measured(noon + 20_000),
          measuredBays(noon - dayMs, '0000'),
        ]);
        const ends = await store.lastSlotEnds(['cam000000001', 'cam000000002', 'cam000000099']);
        expect([...ends].sort()).toEqual([
          ['cam000000001/road', noon + 70_000],
          ['cam000000002/lot', noon - dayMs + 60_000],
        ]);
        expect((await store.lastSlotEnds([])).size).toBe(0);
      }));

    it('the newest slot start is returned, or undefined for an empty store', () =>
      onEmptyStore(makeStore, async (store) => {
        expect(await store.newest()).toBeUndefined();
        await store.append([measured(noon), gap(noon + 60_000, { slots: 6 }), measuredBays(noon, '0000')]);
        expect(await store.newest()).toBe(noon + 60_000);
      }));
  });
}

/** The contracts of `TrendReader` and `EventMaintenance`. */
export function trendsConformance(makeStore: MakeStore): void {
  sumsConformance(makeStore);
  gapSumsConformance(makeStore);
  newestConformance(makeStore);
  maintenanceConformance(makeStore);
}
