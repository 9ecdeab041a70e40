import {
  epochOf,
  isoOf,
  measures,
  type ComparedPeriod,
  type TrendComparison,
  type TrendComparisonQuery,
} from '@vialog/contracts';
import { coverageOf, rounded } from '@vialog/measuring';
import { comparePeriods, confidenceLevel, minDays, type PeriodFigures } from '@vialog/statistics';
import type { TimeWindow } from '../query/time-window.ts';
import type { EventPorts } from '../use-cases/event-ports.ts';
import { invalidParameter } from '../use-cases/invalid-parameter.ts';
import { seriesPage } from '../use-cases/series-page.ts';
import { comparisonSentence } from './comparison-sentence.ts';
import { cellsOf, hoursIn, readHours, type SeriesHours } from './read-hours.ts';
import { seriesChanges } from './series-changes.ts';

type SeriesComparison = TrendComparison['series'][number];

/**
 * Compares a measure of two periods, per series.
 * @throws {VialogError} VALIDATION_FAILED, TOO_FEW_SPACES, SITE_NOT_FOUND, CAMERA_NOT_FOUND or CURSOR_INVALID
 */
export async function readComparison(
  ports: EventPorts,
  query: TrendComparisonQuery,
): Promise<TrendComparison> {
  const before = periodFrom(query.beforeStartAt, query.beforeEndAt, 'beforeStartAt');
  const after = periodFrom(query.afterStartAt, query.afterEndAt, 'afterStartAt');
  if (before.from < after.to && after.from < before.to)
    throw invalidParameter('afterStartAt', 'Expected two periods that do not overlap.');
  const { groups, nextCursor } = await seriesPage(ports, query, {
    route: 'comparison',
    window: () => before,
    pointsOf: () => hoursIn(before, after),
  });
  const { measure, minCoverage, holidays } = query;
  const hoursBefore = await readHours(ports, groups, { ...query, window: before, path: 'beforeStartAt' });
  const hoursAfter = await readHours(ports, groups, { ...query, window: after, path: 'afterStartAt' });
  const series = hoursBefore.map((one, i) =>
    comparisonOf(query, [one, hoursAfter[i] ?? one], [before, after]),
  );
  const { unit } = measures[measure];
  return { measure, unit, minCoverage, holidays, minDays, series, nextCursor };
}

function periodFrom(from: string, to: string, path: string): TimeWindow {
  const window = { from: epochOf(from), to: epochOf(to) };
  if (window.from < window.to) return window;
  throw invalidParameter(path, `Expected a period that starts before its end, found ${from} to ${to}.`);
}

function comparisonOf(
  { measure, minCoverage, holidays }: TrendComparisonQuery,
  [one, other]: readonly [SeriesHours, SeriesHours],
  [first, second]: readonly [TimeWindow, TimeWindow],
): SeriesComparison {
  const { before, after, cells, difference, interval, effectSize, verdict } = comparePeriods(
    cellsOf(one.hours, holidays),
    cellsOf(other.hours, holidays),
    minCoverage,
  );
  const found = {
    key: one.key,
    name: one.name,
    timeZone: one.timeZone,
    origins: [...one.origins],
    changes: seriesChanges(one.plans, spanOf(first, second)),
    leftOutDays: one.leftOutDays + other.leftOutDays,
    specialDays: [...one.specialDays, ...other.specialDays].sort(
      (a, b) => Number(a.date > b.date) - Number(a.date < b.date),
    ),
    before: figuresFrom(before, first, one.leftOutDays),
    after: figuresFrom(after, second, other.leftOutDays),
    comparedHours: cells,
    difference: figure(difference),
    relative: difference !== undefined && before.value ? rounded(difference / before.value) : null,
    interval: interval
      ? { level: confidenceLevel, low: rounded(interval.low), high: rounded(interval.high) }
      : null,
    effectSize: figure(effectSize),
    verdict,
  };
  return { ...found, sentence: comparisonSentence(measure, found) };
}

const spanOf = (a: TimeWindow, b: TimeWindow): TimeWindow => ({
  from: Math.min(a.from, b.from),
  to: Math.max(a.to, b.to),
});

const figure = (value: number | undefined): number | null => (value === undefined ? null : rounded(value));

const figuresFrom = (
  figures: PeriodFigures,
  { from, to }: TimeWindow,
  leftOutDays: number,
): ComparedPeriod => ({
  from: isoOf(from),
  to: isoOf(to),
  value: figure(figures.value),
  days: figures.days,
  leftOutDays,
  hours: figures.hours,
  leftOut: figures.leftOut,
  coverage: coverageOf(figures),
});
