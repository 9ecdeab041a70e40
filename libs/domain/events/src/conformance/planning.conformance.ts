import { describe, expect, it } from '@jest/globals';
import {
  dayMs,
  isoOf,
  trendAnomaliesQuery,
  trendAnomalies,
  trendComparison,
  trendComparisonQuery,
  trendProfile,
  trendProfileQuery,
} from '@vialog/contracts';
import { exportEvents } from '../export-events.ts';
import { readAnomalies } from '../planning/read-anomalies.ts';
import { readComparison } from '../planning/read-comparison.ts';
import { readProfile } from '../planning/read-profile.ts';
import type { EventPorts } from '../use-cases/event-ports.ts';
import { average, byCell, hoursByHand, percentile, type HandHour } from './planning-by-hand.ts';
import {
  planningDays,
  planningHolidays,
  planningPorts,
  planningStart,
  planningWorkingDay,
  unusualHour,
} from './planning-world.ts';
import { onEmptyStore, type MakeStore } from './store-under-test.ts';

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const cellName = ({ weekday, hour }: { weekday: number; hour: number }): string =>
  `${weekdays[weekday - 1]} ${String(hour).padStart(2, '0')}`;
const day = (n: number): string => isoOf(planningStart + n * dayMs);
/** An hour is used if at least 6 of its 8 slots were measured. */
const minCoverage = 0.75;
const isUsed = ({ measured }: HandHour): boolean => measured >= 6;
/** Free spaces need the lot only: 3 of its 4 slots. */
const isUsedFor = (measure: HandMeasure, hour: HandHour): boolean =>
  measure === 'free' ? hour.judged >= 3 : isUsed(hour);
const near = (value: number): unknown => expect.closeTo(value, 5);

type HandMeasure = 'presence' | 'occupancy' | 'free';

async function exported(ports: EventPorts): Promise<HandHour[]> {
  const all = {
    from: planningStart,
    to: planningStart + planningDays * dayMs,
    where: { kind: 'all' as const },
  };
  return hoursByHand(await Array.fromAsync(exportEvents(ports.events, all)));
}

async function profileMatches(ports: EventPorts, measure: HandMeasure): Promise<void> {
  const query = { measure, from: day(0), to: day(planningDays), minCoverage, target: 0.5, holidays: 'with' };
  const response = trendProfile.parse(await readProfile(ports, trendProfileQuery.parse(query)));
  const [series] = response.series;
  const hours = (await exported(ports)).filter((hour) => isUsedFor(measure, hour));
  const cells = byCell(hours);
  const found = (series?.cells ?? []).filter((cell) => cell.hours > 0);
  expect(found.map(cellName).sort()).toEqual([...cells.keys()].sort());
  for (const cell of found) {
    const values = (cells.get(cellName(cell)) ?? []).map((hour) => hour[measure]);
    const { median, p15, p85, mean } = cell;
    expect({ median, p15, p85, mean, hours: cell.hours }).toEqual({
      median: near(percentile(values, 0.5)),
      p15: near(percentile(values, 0.15)),
      p85: near(percentile(values, 0.85)),
      mean: near(average(values)),
      hours: values.length,
    });
  }
  const above = hours.filter((hour) => hour[measure] >= 0.5);
  expect(series?.aboveTarget).toEqual({
    target: 0.5,
    hours: above.length,
    share: near(above.length / hours.length),
    days: new Set(above.map(({ date }) => date)).size,
  });
}

async function comparisonMatches(ports: EventPorts): Promise<void> {
  const periods = {
    beforeStartAt: day(0),
    beforeEndAt: day(21),
    afterStartAt: day(21),
    afterEndAt: day(planningDays),
  };
  const query = trendComparisonQuery.parse({ ...periods, minCoverage, holidays: 'with' });
  const [series] = trendComparison.parse(await readComparison(ports, query)).series;
  const hours = (await exported(ports)).filter(isUsed);
  const before = byCell(hours.filter(({ start }) => start < day(21)));
  const after = byCell(hours.filter(({ start }) => start >= day(21)));
  const common = [...before.keys()].filter((cell) => after.has(cell));
  const meanOf = (cells: ReadonlyMap<string, HandHour[]>): number =>
    average(common.map((cell) => average((cells.get(cell) ?? []).map(({ presence }) => presence))));
  expect(series).toMatchObject({
    comparedHours: common.length,
    before: { value: near(meanOf(before)) },
    after: { value: near(meanOf(after)) },
    difference: near(meanOf(after) - meanOf(before)),
  });
  expect(series?.interval?.low).toBeLessThan(series?.difference ?? NaN);
  expect(series?.interval?.high).toBeGreaterThan(series?.difference ?? NaN);
}

async function anomaliesMatch(ports: EventPorts): Promise<void> {
  const week = { from: day(42), to: day(planningDays), baselineStartAt: day(0) };
  const query = { ...week, minCoverage, threshold: 5, holidays: 'with' };
  const [series] = trendAnomalies.parse(await readAnomalies(ports, trendAnomaliesQuery.parse(query))).series;
  const hours = (await exported(ports)).filter(isUsed);
  const hour = hours.find(({ start }) => start === isoOf(unusualHour));
  const usual = hours
    .filter(({ start, cell }) => start < day(42) && cell === hour?.cell)
    .map(({ presence }) => presence);
  const median = percentile(usual, 0.5);
  const mad = percentile(
    usual.map((value) => Math.abs(value - median)),
    0.5,
  );
  const value = hour?.presence ?? NaN;
  expect(series?.items[0]).toEqual({
    startAt: isoOf(unusualHour),
    weekday: 3,
    hour: 3,
    value: near(value),
    coverage: 1,
    score: expect.closeTo((0.6744897501960817 * (value - median)) / mad, 3),
    median: near(median),
    deviation: near(mad),
    baselineHours: usual.length,
  });
}

async function holidaysMatch(ports: EventPorts): Promise<void> {
  const used = (await exported(ports)).filter(isUsed);
  const isHoliday = ({ date }: HandHour): boolean => planningHolidays.includes(date);
  const isUsual = (hour: HandHour): boolean => !isHoliday(hour) && hour.date !== planningWorkingDay;
  const period = { from: day(0), to: day(planningDays), minCoverage };
  const profile = async (holidays: string) => {
    const query = trendProfileQuery.parse({ ...period, holidays });
    return trendProfile.parse(await readProfile(ports, query)).series[0];
  };
  expect(await profile('apart')).toMatchObject({
    hours: used.filter(isUsual).length,
    leftOutDays: 3,
    specialDays: [
      { kind: 'event', leftOut: false },
      { date: '2026-04-03', leftOut: true },
      { date: '2026-04-06', leftOut: true },
      { kind: 'working_day', leftOut: true },
    ],
  });
  expect(await profile('only')).toMatchObject({
    hours: used.filter(isHoliday).length,
    // Clocks are set forward in the period, so that it ends in the first hour of a further day.
    leftOutDays: planningDays + 1 - planningHolidays.length,
  });
  const query = { from: day(31), to: day(planningDays), baselineStartAt: day(0), minCoverage, threshold: 1 };
  const anomalies = await readAnomalies(ports, trendAnomaliesQuery.parse(query));
  const [series] = trendAnomalies.parse(anomalies).series;
  expect(series?.hours).toBe(used.filter((hour) => isUsual(hour) && hour.start >= day(31)).length);
  expect(series?.leftOutDays).toBe(3);
  const usual = used.filter((hour) => isUsual(hour) && hour.start < day(31));
  for (const { startAt, baselineHours } of series?.items ?? []) {
    const cell = used.find(({ start }) => start === startAt)?.cell;
    expect(baselineHours).toBe(usual.filter((hour) => hour.cell === cell).length);
  }
}

/** Profiles, comparisons and anomalies over a store, recomputed by hand from its exported records. */
export function planningConformance(makeStore: MakeStore): void {
  describe('planning', () => {
    it('a profile, a comparison and anomalies, with holidays and without, can be repeated by hand from the exported records', () =>
      onEmptyStore(
        makeStore,
        async (store, clock) => {
          const ports = await planningPorts(store, clock);
          await profileMatches(ports, 'presence');
          await profileMatches(ports, 'occupancy');
          await profileMatches(ports, 'free');
          await comparisonMatches(ports);
          await anomaliesMatch(ports);
          await holidaysMatch(ports);
        },
        isoOf(planningStart),
      ));
  });
}
