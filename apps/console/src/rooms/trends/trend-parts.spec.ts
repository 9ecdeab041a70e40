import { describe, expect, it } from '@jest/globals';
import type { SeriesSpecialDay } from '@vialog/contracts';
import type { PointDays } from './point-days.ts';
import { alignedTo, chartSeries, figuresOf, leftOutRuns, reasonsOf } from './trend-parts.ts';

const hour = 3_600_000;
const start = Date.parse('2026-03-28T23:00:00Z');
const point = (i: number, value: number | null, measured = 10, reasons?: Record<string, number>) => ({
  startAt: new Date(start + i * hour).toISOString(),
  value,
  peak: value === null ? null : value + 1,
  expected: 10,
  measured,
  coverage: measured / 10,
  ...(reasons ? { reasons } : {}),
});
const seriesOf = (
  points: ReturnType<typeof point>[],
  minCoverage = 0.8,
  measure: 'presence' | 'peak' = 'presence',
) => {
  const [series] = chartSeries(
    [
      {
        key: 'site00000001',
        name: 'Lot',
        timeZone: 'Europe/Berlin',
        origins: ['camera'],
        changes: [],
        points,
      },
    ],
    { measure, minCoverage },
  );
  if (!series) throw new Error('no series');
  return series;
};

describe('figures of the trends room', () => {
  it('points below the coverage are left out of the mean and the highest value, but not of the coverage', () => {
    const series = seriesOf([point(0, 2), point(1, 4), point(2, 99, 7), point(3, null, 0)]);
    expect(figuresOf(series.points)).toMatchObject({ mean: 3, used: 2, leftOut: 2, coverage: 27 / 40 });
    expect(figuresOf(series.points).highest?.value).toBe(4);
  });

  it('time in which nothing was expected is neither used nor left out', () => {
    const series = seriesOf([{ ...point(0, null, 0), expected: 0, coverage: 0 }]);
    expect(figuresOf(series.points)).toEqual({
      mean: undefined,
      highest: undefined,
      coverage: null,
      used: 0,
      leftOut: 0,
    });
  });

  it('the measure peak shows the highest slot', () => {
    expect(seriesOf([point(0, 2)], 0.8, 'peak').points[0]?.value).toBe(3);
  });

  it('neighbouring points that are left out are one run with the sum of their reasons', () => {
    const series = seriesOf([
      point(0, 1),
      point(1, 1, 5, { offline: 4 }),
      point(2, null, 0, { offline: 8, dark: 2 }),
      point(3, 1),
      point(4, 1, 7, { dark: 3 }),
    ]);
    const [longest, second] = leftOutRuns([series]);
    expect(longest).toMatchObject({
      first: 1,
      last: 2,
      expected: 20,
      measured: 5,
      reasons: { offline: 12, dark: 2 },
    });
    expect(second).toMatchObject({ first: 4, last: 4 });
    if (longest)
      expect(reasonsOf(longest)).toEqual([
        ['offline', 12],
        ['dark', 2],
        ['unreported', 1],
      ]);
  });

  it('the longest run that is left out is first, in whichever series it is', () => {
    const short = seriesOf([point(0, null, 0), point(1, 1), point(2, 1)]);
    const long = seriesOf([point(0, 1), point(1, null, 0), point(2, null, 0)]);
    expect(leftOutRuns([short, long]).map(({ series }) => series)).toEqual([long, short]);
  });

  it('another period is aligned by local time, also when clocks change', () => {
    const onto = seriesOf([0, 1, 2, 3].map((i) => point(i, i)));
    const before = seriesOf([0, 1, 2, 3].map((i) => ({ ...point(i - 24, 10 + i) })));
    const aligned = alignedTo(onto.points, before.points, {
      days: 1,
      interval: '1h',
      timeZone: 'Europe/Berlin',
    });
    // 29 March has no hour from 02:00 to 03:00.
    expect(aligned.map(({ value }) => value)).toEqual([10, 11, 13, null]);
    expect(aligned.map(({ at }) => at)).toEqual(onto.points.map(({ at }) => at));
  });

  it('months are aligned by their order', () => {
    const onto = seriesOf([point(0, 1), point(700, 2), point(1_400, 3)]);
    const before = seriesOf([point(-2_000, 7), point(-1_300, 8)]);
    const aligned = alignedTo(onto.points, before.points, { days: 90, interval: '1mo', timeZone: 'UTC' });
    expect(aligned.map(({ value }) => value)).toEqual([7, 8, null]);
  });
});

describe('holidays in the trends room', () => {
  const day = (date: string, kind: SeriesSpecialDay['kind'], leftOut: boolean): SeriesSpecialDay => ({
    date,
    kind,
    leftOut,
    name: { text: date, en: null, zh: null },
    calendarId: '00000000000a',
  });
  const seriesWith = (
    holidays: PointDays['holidays'],
    interval: PointDays['interval'],
    specialDays: SeriesSpecialDay[],
  ) => {
    const points = [0, 1, 2].map((i) => ({
      ...point(0, i),
      startAt: new Date(start + i * 23 * hour).toISOString(),
    }));
    const byKey = new Map([['site00000001', specialDays]]);
    const [series] = chartSeries(
      [
        {
          key: 'site00000001',
          name: 'Lot',
          timeZone: 'Europe/Berlin',
          origins: ['camera'],
          changes: [],
          points,
        },
      ],
      {
        measure: 'presence',
        minCoverage: 0.8,
        days: { holidays, interval, timeZone: 'Europe/Berlin', byKey },
      },
    );
    return series?.points ?? [];
  };

  it('hours of a holiday are left out of the mean by their local day, also when clocks change', () => {
    const points = seriesWith('apart', '1h', [day('2026-03-29', 'holiday', true)]);
    expect(points.map(({ isApart }) => isApart)).toEqual([true, false, false]);
    expect(figuresOf(points)).toMatchObject({ mean: 1.5, used: 2, leftOut: 1 });
    expect(leftOutRuns([{ ...seriesOf([]), points }])).toEqual([]);
  });

  it('events are named and count, and only holidays count if they are chosen', () => {
    const days = [day('2026-03-29', 'holiday', false), day('2026-03-30', 'event', true)];
    expect(seriesWith('only', '1d', days).map(({ isApart }) => isApart)).toEqual([false, true, true]);
    const [, event] = seriesWith('apart', '1d', [day('2026-03-30', 'event', false)]);
    expect(event).toMatchObject({ isApart: false, specialDays: [{ date: '2026-03-30' }] });
  });

  it('intervals longer than a day have no special days', () => {
    const points = seriesWith('apart', '1w', [day('2026-03-29', 'holiday', true)]);
    expect(points.every(({ isApart, specialDays }) => !isApart && specialDays.length === 0)).toBe(true);
  });
});
