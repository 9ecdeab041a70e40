import { epochOf, isoOf, measures, type TrendAnomalies, type TrendAnomaliesQuery } from '@vialog/contracts';
import { coverageOf, rounded, weekdayOfLocalDay } from '@vialog/measuring';
import { findAnomalies, type Anomaly } from '@vialog/statistics';
import type { TimeWindow } from '../query/time-window.ts';
import type { EventPorts } from '../use-cases/event-ports.ts';
import { invalidParameter } from '../use-cases/invalid-parameter.ts';
import { seriesPage } from '../use-cases/series-page.ts';
import { windowFrom } from '../use-cases/window-from.ts';
import { holidayBaselineMs, judgedPeriodMs, profilePeriodMs } from './periods.ts';
import { cellsOf, hoursIn, readHours, type SeriesHours } from './read-hours.ts';
import { seriesChanges } from './series-changes.ts';

type SeriesAnomalies = TrendAnomalies['series'][number];

/** Unusual hours per series in a response. */
const maxItems = 100;

/**
 * Hours of a period that differ from the same hour of the week in a baseline.
 * @throws {VialogError} VALIDATION_FAILED, TOO_FEW_SPACES, SITE_NOT_FOUND, CAMERA_NOT_FOUND or CURSOR_INVALID
 */
export async function readAnomalies(ports: EventPorts, query: TrendAnomaliesQuery): Promise<TrendAnomalies> {
  const { groups, window, nextCursor } = await seriesPage(ports, query, {
    route: 'anomalies',
    window: () => windowFrom(query, ports.clock.now(), judgedPeriodMs),
    pointsOf: (judged) => hoursIn(judged, baselineOf(query, judged)),
  });
  const baseline = baselineOf(query, window);
  const { measure, minCoverage, threshold, holidays } = query;
  const judged = await readHours(ports, groups, { ...query, window, path: 'from' });
  const usual = await readHours(ports, groups, { ...query, window: baseline, path: 'baselineStartAt' });
  return {
    measure,
    unit: measures[measure].unit,
    from: isoOf(window.from),
    to: isoOf(window.to),
    baselineStartAt: isoOf(baseline.from),
    baselineEndAt: isoOf(baseline.to),
    threshold,
    minCoverage,
    holidays,
    series: judged.map((one, i) => ({
      ...anomaliesOf(query, one, usual[i] ?? one),
      origins: [...one.origins],
      changes: seriesChanges(one.plans, {
        from: Math.min(baseline.from, window.from),
        to: Math.max(baseline.to, window.to),
      }),
    })),
    nextCursor,
  };
}

function baselineOf(query: TrendAnomaliesQuery, window: TimeWindow): TimeWindow {
  const defaultLength = query.holidays === 'only' ? holidayBaselineMs : profilePeriodMs;
  const to = query.baselineEndAt === undefined ? window.from : epochOf(query.baselineEndAt);
  const from = query.baselineStartAt === undefined ? to - defaultLength : epochOf(query.baselineStartAt);
  if (from >= to)
    throw invalidParameter(
      'baselineStartAt',
      `Expected a baseline that starts before its end, found ${isoOf(from)}.`,
    );
  if (from < window.to && to > window.from)
    throw invalidParameter('baselineEndAt', 'Expected a baseline that does not overlap the judged period.');
  return { from, to };
}

function anomaliesOf(
  { minCoverage, threshold, holidays }: TrendAnomaliesQuery,
  { key, name, timeZone, hours, leftOutDays, specialDays }: SeriesHours,
  baseline: SeriesHours,
): Omit<SeriesAnomalies, 'changes' | 'origins'> {
  const [judged, usual] = [hours, baseline.hours].map((each) => cellsOf(each, holidays));
  const result = findAnomalies(judged ?? [], usual ?? [], { minCoverage, threshold });
  return {
    key,
    name,
    timeZone,
    leftOutDays,
    specialDays: [...specialDays],
    baselineLeftOutDays: baseline.leftOutDays,
    hours: result.judged + result.withoutBaseline,
    leftOut: result.leftOut,
    coverage: coverageOf(result),
    withoutBaseline: result.withoutBaseline,
    found: result.found.length,
    items: result.found.slice(0, maxItems).map(itemFrom),
  };
}

const itemFrom = ({ hour, baseline, score }: Anomaly): SeriesAnomalies['items'][number] => ({
  startAt: isoOf(hour.start),
  weekday: weekdayOfLocalDay(hour.day),
  hour: hour.hour,
  value: hour.value,
  coverage: hour.measured / hour.expected,
  score: rounded(score),
  median: rounded(baseline.median),
  deviation: rounded(baseline.mad),
  baselineHours: baseline.count,
});
