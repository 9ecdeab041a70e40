import { describe, expect, it } from '@jest/globals';
import { hourMs, type CountEvent } from '@vialog/contracts';
import type { Condition } from '../event-query.ts';
import {
  gap,
  linePlace,
  lotPlace,
  measured,
  measuredBays,
  measuredLine,
  placeOfCamera,
  plainPlace,
  type PlaceFacts,
} from './event-builders.ts';
import { foundBy, onEmptyStore, type EventStore, type MakeStore } from './store-under-test.ts';

const noon = Date.parse('2026-03-31T11:00:00.000Z');
const today = { from: noon - 12 * hourMs, to: noon + 12 * hourMs };

async function seedPlaces(store: EventStore): Promise<Record<string, string>> {
  const events = {
    cars: measured(noon, { car: 20, bus: 1, bicycle: 2 }),
    people: {
      ...measured(noon, { person: 3 }, { ...placeOfCamera(3), slotMs: 60_000 }),
      model: 'other-model',
    },
    bays: measuredBays(noon, '11-0'),
    blindBays: measuredBays(noon + 60_000, '----'),
    dark: gap(noon + 10_000, { reason: 'dark' }),
    span: gap(noon + 60_000, { reason: 'offline', slots: 6 }),
    simulated: { ...measured(noon, { car: 0 }, placeOfCamera(4)), origin: 'simulated' as const },
  };
  await store.append(Object.values(events));
  return Object.fromEntries(Object.entries(events).map(([name, event]) => [event.eventId, name]));
}

type Row = readonly [string, Condition, readonly string[]];
const number = (field: string, op: string, value: number): Condition =>
  ({ kind: 'number', field, op, value }) as Condition;

async function seedLines(store: EventStore): Promise<Record<string, string>> {
  const area = { ...plainPlace, zoneId: 'lane' };
  const events = {
    line: measuredLine(noon, { car: 12, bus: 1 }, { car: 3 }),
    emptyLine: measuredLine(noon + 60_000, { car: 0 }, { car: 0 }),
    lineGap: gap(noon + 120_000, { place: linePlace }),
    jam: { ...measured(noon, { truck: 9 }, area), stopped: 5, stoppedPeak: 7, trackingRestarts: 1 },
    area: measured(noon + 10_000, { car: 20 }, area),
  };
  await store.append(Object.values(events));
  return Object.fromEntries(Object.entries(events).map(([name, event]) => [event.eventId, name]));
}

const lineRows: readonly Row[] = [
  ['inbound crossings', number('in', '>', 10), ['line']],
  ['inbound crossings that are zero', number('in', '=', 0), ['emptyLine']],
  ['outbound crossings', number('out', '<=', 3), ['emptyLine', 'line']],
  ['the flow of both directions per hour', number('flow', '=', 960), ['line']],
  ['stopped vehicles', number('stopped', '>=', 3), ['jam']],
  ['few stopped vehicles, only where they are counted', number('stopped', '<', 3), []],
  ['the total, which a line does not have', number('count', '>=', 0), ['area', 'jam']],
  ['a class, which is not present on a line', number('car', '>=', 0), ['area']],
  [
    'a negated number of crossings',
    { kind: 'not', of: number('in', '>', 10) },
    ['area', 'emptyLine', 'jam', 'lineGap'],
  ],
];

const conditionRows: readonly Row[] = [
  ['all', { kind: 'all' }, ['bays', 'blindBays', 'cars', 'dark', 'people', 'simulated', 'span']],
  ['none', { kind: 'none' }, []],
  [
    'an empty and',
    { kind: 'and', of: [] },
    ['bays', 'blindBays', 'cars', 'dark', 'people', 'simulated', 'span'],
  ],
  ['an empty or', { kind: 'or', of: [] }, []],
  ['a class', number('car', '>=', 20), ['cars']],
  ['a class above', number('car', '>', 20), []],
  ['a class that is zero, not one that was not counted', number('car', '=', 0), ['blindBays', 'simulated']],
  ['a class below', number('car', '<', 3), ['bays', 'blindBays', 'simulated']],
  ['at most', number('car', '<=', 2), ['bays', 'blindBays', 'simulated']],
  ['persons', number('person', '>', 0), ['people']],
  ['the total', number('count', '=', 23), ['cars']],
  ['vehicles', number('vehicle', '=', 21), ['cars']],
  ['two-wheelers', number('twoWheeler', '>', 1), ['cars']],
  ['occupied', number('occupied', '=', 2), ['bays']],
  ['unknown', number('unknown', '>=', 1), ['bays', 'blindBays']],
  ['free, where an unknown space is never free', number('free', '<=', 1), ['bays', 'blindBays']],
  ['occupancy, absent where none was judged', number('occupancy', '>=', 0), ['bays']],
  ['occupancy as a ratio', number('occupancy', '>', 0.6), ['bays']],
  ['cameras', { kind: 'cameras', ids: ['cam000000003', 'cam000000004'] }, ['people', 'simulated']],
  ['no cameras', { kind: 'cameras', ids: [] }, []],
  ['sites', { kind: 'sites', ids: ['site00000001'] }, ['bays', 'blindBays']],
  ['zones', { kind: 'zones', zones: [{ cameraId: 'cam000000002', zoneId: 'lot' }] }, ['bays', 'blindBays']],
  ['a zone of another camera', { kind: 'zones', zones: [{ cameraId: 'cam000000002', zoneId: 'road' }] }, []],
  ['a zone id', { kind: 'zoneId', zoneId: 'road' }, ['cars', 'dark', 'people', 'simulated', 'span']],
  ['gaps', { kind: 'eventKind', eventKind: 'gap' }, ['dark', 'span']],
  [
    'measurements',
    { kind: 'eventKind', eventKind: 'measured' },
    ['bays', 'blindBays', 'cars', 'people', 'simulated'],
  ],
  ['a reason', { kind: 'reason', reason: 'dark' }, ['dark']],
  ['a model', { kind: 'model', modelId: 'other-model' }, ['people']],
  ['an unknown model', { kind: 'model', modelId: 'unknown' }, []],
  ['an origin', { kind: 'origin', origin: 'simulated' }, ['simulated']],
  [
    'not, gaps included',
    { kind: 'not', of: number('count', '>', 0) },
    ['blindBays', 'dark', 'simulated', 'span'],
  ],
  ['and', { kind: 'and', of: [number('car', '>', 0), { kind: 'zoneId', zoneId: 'road' }] }, ['cars']],
  [
    'or',
    { kind: 'or', of: [number('person', '>', 2), { kind: 'reason', reason: 'dark' }] },
    ['dark', 'people'],
  ],
  [
    'not of or within and',
    {
      kind: 'and',
      of: [
        { kind: 'eventKind', eventKind: 'measured' },
        { kind: 'not', of: { kind: 'or', of: [number('car', '>', 0), { kind: 'zoneId', zoneId: 'lot' }] } },
      ],
    },
    ['people', 'simulated'],
  ],
];

function fieldConformance(makeStore: MakeStore): void {
  describe('conditions', () => {
    it.each(lineRows)('a condition on lines finds its events: %s', (_, where, expected) =>
      onEmptyStore(makeStore, async (store) => {
        const names = await seedLines(store);
        const found = (await foundBy(store, where)).map((id) => names[id]);
        expect(found.sort()).toEqual(expected);
        const counted = await store.count({ ...today, where }, 100);
        expect(counted).toEqual({ value: expected.length, relation: 'eq' });
      }),
    );

    it.each(conditionRows)('a condition finds its events: %s', (_, where, expected) =>
      onEmptyStore(makeStore, async (store) => {
        const names = await seedPlaces(store);
        const found = (await foundBy(store, where)).map((id) => names[id]);
        expect(found.sort()).toEqual(expected);
        const counted = await store.count({ ...today, where }, 100);
        expect(counted).toEqual({ value: expected.length, relation: 'eq' });
      }),
    );
  });
}

function placeConformance(makeStore: MakeStore): void {
  const at = (n: number, position: [number, number]): CountEvent =>
    measured(noon, { car: n }, { ...placeOfCamera(n), position });
  const found = async (store: EventStore, where: Condition): Promise<number[]> =>
    (await foundBy(store, where)).map((id) => Number(id.slice(13, 22))).sort((a, b) => a - b);

  describe('position', () => {
    it('near finds positions within the radius, across the antimeridian and at the poles', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([
          at(1, [112.2, 31.03]),
          at(2, [112.22, 31.03]),
          at(3, [179.999, 0]),
          at(4, [-179.999, 0]),
          at(5, [0, 89.999]),
          at(6, [180, 89.999]),
        ]);
        const near = (lon: number, lat: number, radiusM: number): Promise<number[]> =>
          found(store, { kind: 'near', lon, lat, radiusM });
        expect(await near(112.2, 31.03, 0)).toEqual([1]);
        expect(await near(112.2, 31.03, 1900)).toEqual([1]);
        expect(await near(112.2, 31.03, 1910)).toEqual([1, 2]);
        expect(await near(180, 0, 200)).toEqual([3, 4]);
        expect(await near(90, 89.999, 1000)).toEqual([5, 6]);
        expect(await near(0, 0, 21_000_000)).toEqual([1, 2, 3, 4, 5, 6]);
      }));

    it('bbox finds positions in the box, edges included, also across the antimeridian', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([
          at(1, [10, 50]),
          at(2, [10.000001, 50]),
          at(3, [179.5, -17]),
          at(4, [-179.5, -17]),
          at(5, [0, -17]),
        ]);
        const box = (west: number, south: number, east: number, north: number): Promise<number[]> =>
          found(store, { kind: 'bbox', west, south, east, north });
        expect(await box(10, 50, 10, 50)).toEqual([1]);
        expect(await box(9, 49, 10.5, 50)).toEqual([1, 2]);
        expect(await box(179, -20, -179, -10)).toEqual([3, 4]);
        expect(await box(-179, -20, 179, -10)).toEqual([5]);
        expect(await box(-180, -90, 180, 90)).toEqual([1, 2, 3, 4, 5]);
      }));

    it('polygon finds positions inside, corners and edges included, also across the antimeridian', () =>
      onEmptyStore(makeStore, async (store) => {
        await store.append([
          at(1, [10, 50]),
          at(2, [10.5, 50.5]),
          at(3, [10.500001, 50.5]),
          at(4, [10.5, 50.499999]),
          at(5, [179.5, -17]),
          at(6, [-179.5, -17]),
          at(7, [0, -17]),
        ]);
        const polygon = (...corners: [number, number][]): Promise<number[]> =>
          found(store, { kind: 'polygon', corners: corners.map(([lon, lat]) => ({ lon, lat })) });
        // 2 is on the edge from 10,51 to 11,50; 3 is 0.1 m outside of it, 4 inside.
        expect(await polygon([10, 50], [11, 50], [10, 51])).toEqual([1, 2, 4]);
        expect(await polygon([179, -18], [-179, -18], [-179, -16], [179, -16])).toEqual([5, 6]);
        expect(await polygon([-179, -18], [-100, -18], [0, -18], [100, -18], [179, -18], [0, -16])).toEqual([
          7,
        ]);
        // In the bounding box, but not in the polygon.
        expect(await polygon([9, 49], [12, 49], [10.2, 49.5], [9, 52])).toEqual([]);
        expect(await polygon([-1, -18], [1, -18], [1, -16.5], [0, -17.5], [-1, -16.5])).toEqual([]);
      }));
  });
}

function localTimeConformance(makeStore: MakeStore): void {
  describe('local time', () => {
    const berlin: PlaceFacts = { ...lotPlace, timeZone: 'Europe/Berlin', cameraId: 'cam000000009' };
    const local = (iso: string): CountEvent => measuredBays(iso, '0000', berlin);

    it('uses the local time of the camera, also at midnight and when clocks go forward', () =>
      onEmptyStore(makeStore, async (store) => {
        const events = {
          saturdayNight: local('2026-03-28T22:59:00.000Z'),
          sunday: local('2026-03-28T23:00:00.000Z'),
          beforeTheJump: local('2026-03-29T00:59:00.000Z'),
          afterTheJump: local('2026-03-29T01:00:00.000Z'),
          monday: local('2026-03-29T22:00:00.000Z'),
        };
        await store.append(Object.values(events));
        const names = Object.fromEntries(Object.entries(events).map(([name, e]) => [e.eventId, name]));
        const found = async (where: Condition): Promise<(string | undefined)[]> =>
          (await foundBy(store, where)).map((id) => names[id]).reverse();
        expect(await found({ kind: 'weekdays', days: [7] })).toEqual([
          'sunday',
          'beforeTheJump',
          'afterTheJump',
        ]);
        expect(await found({ kind: 'weekdays', days: [6, 1] })).toEqual(['saturdayNight', 'monday']);
        expect(await found({ kind: 'minutes', from: 60, to: 120 })).toEqual(['beforeTheJump']);
        expect(await found({ kind: 'minutes', from: 120, to: 180 })).toEqual([]);
        expect(await found({ kind: 'minutes', from: 180, to: 181 })).toEqual(['afterTheJump']);
        expect(await found({ kind: 'minutes', from: 1439, to: 1 })).toEqual([
          'saturdayNight',
          'sunday',
          'monday',
        ]);
        expect(await found({ kind: 'minutes', from: 0, to: 1440 })).toHaveLength(5);
        expect(await found({ kind: 'minutes', from: 60, to: 60 })).toEqual([]);
      }));

    it('finds both occurrences of the hour that repeats when clocks go back', () =>
      onEmptyStore(
        makeStore,
        async (store) => {
          const twice = [local('2026-10-25T00:30:00.000Z'), local('2026-10-25T01:30:00.000Z')];
          await store.append([...twice, local('2026-10-25T02:30:00.000Z')]);
          expect(await foundBy(store, { kind: 'minutes', from: 150, to: 151 })).toEqual(
            twice.map((event) => event.eventId).reverse(),
          );
        },
        '2026-10-26T00:00:00.000Z',
      ));
  });
}

/** What every `EventReader` finds for each kind of condition. */
export function conditionsConformance(makeStore: MakeStore): void {
  fieldConformance(makeStore);
  placeConformance(makeStore);
  localTimeConformance(makeStore);
}
