import { isoOf } from '@vialog/contracts';
import { describe, expect, it } from '@jest/globals';
import { cameraOf, lotCamera, northLot, ten } from '../use-cases/world.fixture.ts';
import { nameIndexOf } from './name-index.ts';
import { resolveSearchLine } from './resolve-search-line.ts';

const names = nameIndexOf([cameraOf(), lotCamera()], [northLot]);
const resolved = (line: string) =>
  resolveSearchLine(line, () => Promise.resolve(names), {
    now: ten,
    use: 'episodes',
    timeZoneOf: () => Promise.resolve('Asia/Shanghai'),
  });
const where = async (line: string) => (await resolved(line)).where;

const car = (op: string, value: number) => ({ kind: 'number', field: 'car', op, value });
const gap = { kind: 'eventKind', eventKind: 'gap' };

const meanings: readonly (readonly [string, unknown])[] = [
  ['', { kind: 'all' }],
  ['last:2h', { kind: 'all' }],
  ['car>=20', car('>=', 20)],
  ['class:car count>20', car('>', 20)],
  ['class:car count>5 count<20', { kind: 'and', of: [car('>', 5), car('<', 20)] }],
  [
    'class:car (count>20 OR free<5)',
    { kind: 'or', of: [car('>', 20), { kind: 'number', field: 'free', op: '<', value: 5 }] },
  ],
  ['class:car', car('>=', 1)],
  ['class:car,bus', { kind: 'or', of: [car('>=', 1), { kind: 'number', field: 'bus', op: '>=', value: 1 }] }],
  ['count>20', { kind: 'number', field: 'count', op: '>', value: 20 }],
  [
    '-class:car count>20',
    {
      kind: 'and',
      of: [
        { kind: 'not', of: { kind: 'or', of: [car('>=', 1), gap] } },
        { kind: 'number', field: 'count', op: '>', value: 20 },
      ],
    },
  ],
  ['-car>20', { kind: 'not', of: { kind: 'or', of: [car('>', 20), gap] } }],
  ['-(-car>20)', car('>', 20)],
  ['occupancy>85%', { kind: 'number', field: 'occupancy', op: '>', value: 0.85 }],
  [
    'kind:gap reason:offline,dark',
    {
      kind: 'and',
      of: [
        gap,
        {
          kind: 'or',
          of: [
            { kind: 'reason', reason: 'offline' },
            { kind: 'reason', reason: 'dark' },
          ],
        },
      ],
    },
  ],
  [
    'model:a origin:simulated',
    {
      kind: 'and',
      of: [
        { kind: 'model', modelId: 'a' },
        { kind: 'origin', origin: 'simulated' },
      ],
    },
  ],
  ['site:"north lot"', { kind: 'sites', ids: ['site00000001'] }],
  ['camera:"Gate 3"', { kind: 'cameras', ids: ['cam000000001'] }],
  ['zone:lot', { kind: 'zones', zones: [{ cameraId: 'cam000000002', zoneId: 'lot' }] }],
  ['Atlantis', { kind: 'none' }],
  ['-Atlantis', { kind: 'all' }],
  ['near:"North Lot",2km', { kind: 'near', lon: 112.2, lat: 31.03, radiusM: 2000 }],
  ['near:31.03,112.20,2km', { kind: 'near', lon: 112.2, lat: 31.03, radiusM: 2000 }],
  ['bbox:2,1;4,3', { kind: 'bbox', west: 1, south: 2, east: 3, north: 4 }],
  ['bbox:1,2,3,4', { kind: 'bbox', west: 1, south: 2, east: 3, north: 4 }],
  [
    'polygon:1,2;3,4;5,2',
    {
      kind: 'polygon',
      corners: [
        { lat: 1, lon: 2 },
        { lat: 3, lon: 4 },
        { lat: 5, lon: 2 },
      ],
    },
  ],
  [
    'on:fri at:17:00-19:00',
    {
      kind: 'and',
      of: [
        { kind: 'weekdays', days: [5] },
        { kind: 'minutes', from: 1020, to: 1140 },
      ],
    },
  ],
  ['at:22:00-02:00', { kind: 'minutes', from: 1320, to: 120 }],
  [
    'on:fri,sun at:22:00-02:00',
    {
      kind: 'or',
      of: [
        {
          kind: 'and',
          of: [
            { kind: 'weekdays', days: [5, 7] },
            { kind: 'minutes', from: 1320, to: 1440 },
          ],
        },
        {
          kind: 'and',
          of: [
            { kind: 'weekdays', days: [6, 1] },
            { kind: 'minutes', from: 0, to: 120 },
          ],
        },
      ],
    },
  ],
];

describe('resolveSearchLine', () => {
  it.each(meanings)('the search line %j has its meaning as a condition', async (line, meaning) => {
    expect(await where(line)).toEqual(meaning);
  });

  it('a word finds sites and cameras with the word in their name', async () => {
    expect(await where('lot')).toEqual({
      kind: 'or',
      of: [
        { kind: 'sites', ids: ['site00000001'] },
        { kind: 'cameras', ids: ['cam000000002'] },
      ],
    });
  });

  it('the time window is that of last, from and to, and 24 hours without them', async () => {
    const day = 86_400_000;
    const window = async (line: string) => {
      const { from, to } = await resolved(line);
      return [from - ten, to - ten];
    };
    expect(await window('')).toEqual([-day, 0]);
    expect(await window('last:2h')).toEqual([-7_200_000, 0]);
    expect(await window('from:2026-03-31T09:00Z')).toEqual([-3_600_000, 0]);
    expect(await window('to:2026-03-31T09:00Z')).toEqual([-day - 3_600_000, -3_600_000]);
    expect(await window('from:2026-03-31T08:00Z to:2026-03-31T09:00Z')).toEqual([-7_200_000, -3_600_000]);
    expect(await window('from:2026-03-31T11:00Z')).toEqual([3_600_000, 3_600_000]);
    expect((await resolved('for:10m')).minMs).toBe(600_000);
    expect((await resolved('')).minMs).toBe(0);
  });

  it.each([
    ['today', '2026-03-30T16:00:00.000Z', '2026-03-31T10:00:00.000Z'],
    ['昨天', '2026-03-29T16:00:00.000Z', '2026-03-30T16:00:00.000Z'],
    ['前天', '2026-03-28T16:00:00.000Z', '2026-03-29T16:00:00.000Z'],
    ['tuesday', '2026-03-30T16:00:00.000Z', '2026-03-31T10:00:00.000Z'],
    ['wednesday', '2026-03-24T16:00:00.000Z', '2026-03-25T16:00:00.000Z'],
    ['2026-03-01', '2026-02-28T16:00:00.000Z', '2026-03-01T16:00:00.000Z'],
    ['2027-03-01', '2027-02-28T16:00:00.000Z', '2027-02-28T16:00:00.000Z'],
    ['from:2026-03-01 to:2026-03-02', '2026-02-28T16:00:00.000Z', '2026-03-02T16:00:00.000Z'],
    ['from:2026-03-01T08:00 to:2026-03-01T09:00', '2026-03-01T00:00:00.000Z', '2026-03-01T01:00:00.000Z'],
  ])('the local days and times of %j are those of the selected places', async (line, from, to) => {
    const window = await resolved(line);
    expect([isoOf(window.from), isoOf(window.to)]).toEqual([from, to]);
  });

  it('a local time after an instant in the time zone of the places is rejected', async () => {
    await expect(resolved('from:2026-03-01T12:00 to:2026-03-01T00:00Z')).rejects.toMatchObject({
      code: 'QUERY_SYNTAX',
      details: [{ from: 22, to: 42, message: expect.stringMatching(/not after/) }],
    });
  });

  it('an order by distance has the positions of near conditions as centers', async () => {
    expect((await resolved('nearest near:"North Lot"')).order).toEqual({
      by: 'distance',
      centers: [{ lat: 31.03, lon: 112.2 }],
    });
    expect((await resolved('fullest')).order).toEqual({ by: 'occupancy' });
    expect((await resolved('')).order).toEqual({ by: 'time' });
  });

  it('the notes of the response say how an ambiguous value was interpreted', async () => {
    expect((await resolved('bbox:1,2,3,4')).notes).toEqual([
      {
        code: 'westFirstBox',
        params: { found: 'bbox:1,2,3,4', box: 'bbox:2,1;4,3' },
        message: expect.stringMatching(/west,south,east,north/),
      },
    ]);
    expect((await resolved('bbox:2,1;4,3')).notes).toEqual([]);
  });

  it('a list of names with an unknown name is rejected', async () => {
    await expect(resolved('site:"North Lot",Nowhere')).rejects.toMatchObject({ code: 'QUERY_UNKNOWN_NAME' });
  });
});
