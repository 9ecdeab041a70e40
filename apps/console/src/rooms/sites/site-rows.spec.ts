import { describe, expect, it } from '@jest/globals';
import type { Site, TrendPoint } from '@vialog/contracts';
import { cellAt, rowsOf, shownRows, usualOf, type WeekCell } from './site-rows.ts';

const siteOf = (id: string, fields: Partial<Site> = {}): Site => ({
  siteId: id,
  name: id,
  kind: 'parking_lot',
  position: [112, 31],
  address: '',
  timeZone: 'Europe/Berlin',
  createdAt: '2026-01-01T00:00:00.000Z',
  ...fields,
});
const point = (value: number | null, coverage = 1): TrendPoint => ({
  startAt: '2026-11-30T10:00:00.000Z',
  value,
  peak: null,
  expected: 10,
  measured: 10 * coverage,
  coverage,
});
const sites = [
  siteOf('a'),
  siteOf('b', { capacity: 40 }),
  siteOf('c', { kind: 'gate', address: 'Main Street 1' }),
];
const rows = rowsOf(sites, {
  now: {
    occupancy: new Map([
      ['a', [point(0.5), point(null, 0)]],
      ['b', [point(0.9)]],
    ]),
    presence: new Map([['c', [point(7)]]]),
  },
  today: {
    occupancy: new Map([
      ['a', [point(0.4, 0.7)]],
      ['b', [point(0.6)]],
      ['c', [point(null, 0)]],
    ]),
    presence: new Map([['c', [point(6, 0.9)]]]),
  },
  recentFrom: Date.parse('2026-11-30T09:00:00.000Z'),
  free: new Map([
    ['a', [point(20), point(null, 0)]],
    ['b', [point(4)]],
  ]),
  simulated: new Set(['b']),
});
const idsOf = (search: Parameters<typeof shownRows>[1]) =>
  shownRows(rows, search).map(({ site }) => site.siteId);

describe('rows of the sites room', () => {
  it('an hour that was measured before is shown as now only while no later slot was expected', () => {
    const ago = (value: number | null, expected: number, startAt: string): TrendPoint => ({
      ...point(value),
      startAt: `2026-11-30T${startAt}:00.000Z`,
      expected,
    });
    const nowOf = (points: TrendPoint[]) =>
      rowsOf([siteOf('a')], {
        now: { occupancy: new Map(), presence: new Map([['a', points]]) },
        today: { occupancy: new Map(), presence: new Map() },
        free: new Map(),
        simulated: undefined,
        recentFrom: Date.parse('2026-11-30T09:45:00.000Z'),
      })[0]?.now?.value;
    const hourly = [ago(7, 1, '09:00'), ago(null, 0, '09:15'), ago(null, 0, '10:00')];
    expect(nowOf(hourly)).toBe(7);
    expect(nowOf([...hourly, ago(null, 1, '10:15')])).toBeUndefined();
    expect(nowOf([...hourly, ago(9, 1, '10:15')])).toBe(9);
  });

  it('a site without spaces is judged by the objects in its areas', () => {
    expect(rows.map(({ measure, now }) => [measure, now?.value])).toEqual([
      ['occupancy', 0.5],
      ['occupancy', 0.9],
      ['presence', 7],
    ]);
  });

  it.each([
    [{}, ['a', 'b', 'c']],
    [{ sort: 'fullest' }, ['b', 'a', 'c']],
    [{ sort: 'free' }, ['a', 'b', 'c']],
    [{ sort: 'coverage' }, ['a', 'c', 'b']],
    [{ sort: 'capacity' }, ['b', 'a', 'c']],
    [{ show: 'full' }, ['b']],
    [{ show: 'gaps' }, ['a']],
    [{ text: 'main c' }, ['c']],
    [{ kind: 'gate' }, ['c']],
  ] as const)('the search %j shows the sites %j', (search, ids) => {
    expect(idsOf(search)).toEqual(ids);
  });

  it('a site whose numbers are simulated is marked', () => {
    expect(rows.map(({ isSimulated }) => isSimulated)).toEqual([false, true, false]);
  });

  it('a value is unusual outside of the 15th to 85th percentile of its local hour of the week', () => {
    const cell: WeekCell = {
      weekday: 1,
      hour: 11,
      median: 0.5,
      p15: 0.4,
      p85: 0.6,
      mean: 0.5,
      hours: 4,
      leftOut: 0,
      coverage: 1,
    };
    const week = { cells: [cell] } as unknown as Parameters<typeof cellAt>[0];
    // Monday 11:30 in Berlin.
    expect(cellAt(week, Date.parse('2026-11-30T10:30:00Z'), 'Europe/Berlin')).toBe(cell);
    expect([0.7, 0.5, 0.3].map((value) => usualOf(value, cell))).toEqual(['higher', 'usual', 'lower']);
    expect(usualOf(0.5, undefined)).toBe('unknown');
  });
});
