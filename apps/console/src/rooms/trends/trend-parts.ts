import type { SeriesChange, SeriesSpecialDay, Trend, TrendPoint } from '@vialog/contracts';
import { localTimeText } from '../../format/times.ts';
import { pointDayOf, type PointDay, type PointDays } from './point-days.ts';
import type { ShownInterval, TrendMeasure } from './trends-search.ts';

/** A point of a chart. */
export interface ChartPoint {
  /** Epoch ms. */
  readonly at: number;
  /** Measured value, also of a point that does not count; null: not measured. */
  readonly value: number | null;
  /** Whether the coverage is high enough for the averages. */
  readonly counts: boolean;
  readonly expected: number;
  readonly measured: number;
  readonly coverage: number | null;
  readonly reasons: Readonly<Record<string, number>>;
  /** Holidays and events of its local day; none for intervals longer than a day. */
  readonly specialDays: readonly SeriesSpecialDay[];
  /** Whether it is left out of mean and highest value because of holidays. */
  readonly isApart: boolean;
}

export interface ChartSeries {
  readonly key: string;
  readonly name: string;
  readonly timeZone: string;
  readonly changes: readonly SeriesChange[];
  readonly points: readonly ChartPoint[];
}

type Series = Trend['series'][number];

export interface PointRules {
  readonly measure: TrendMeasure;
  /** Minimum coverage of a point that counts, ratio. */
  readonly minCoverage: number;
  /** Holidays and events; undefined: they are not known (yet), or intervals are longer than a day. */
  readonly days?: PointDays | undefined;
}

export const chartSeries = (series: readonly Series[], rules: PointRules): ChartSeries[] =>
  series.map(({ key, name, timeZone, changes, points }) => {
    const dayOf = pointDayOf(key, timeZone, rules.days);
    return { key, name, timeZone, changes, points: points.map((point) => chartPoint(point, rules, dayOf)) };
  });

function chartPoint(
  point: TrendPoint,
  { measure, minCoverage }: PointRules,
  dayOf: (at: number) => PointDay,
): ChartPoint {
  const { expected, measured, coverage } = point;
  const value = measure === 'peak' ? point.peak : point.value;
  return {
    at: Date.parse(point.startAt),
    value,
    counts: value !== null && coverage !== null && coverage >= minCoverage,
    expected,
    measured,
    coverage,
    reasons: point.reasons ?? {},
    ...dayOf(Date.parse(point.startAt)),
  };
}

const emptyPoint: Omit<ChartPoint, 'at'> = {
  value: null,
  counts: false,
  expected: 0,
  measured: 0,
  coverage: null,
  reasons: {},
  specialDays: [],
  isApart: false,
};

/**
 * Points of another period at the places of `onto`: by local time, `days` days later; weeks and longer intervals by their
 * order, because months have different lengths.
 */
export function alignedTo(
  onto: readonly ChartPoint[],
  other: readonly ChartPoint[],
  { days, interval, timeZone }: { days: number; interval: ShownInterval; timeZone: string },
): ChartPoint[] {
  if (!['15m', '1h', '1d'].includes(interval))
    return onto.map(({ at }, i) => ({ ...emptyPoint, ...other[i], at }));
  const known = new Map<string, ChartPoint>();
  for (const point of other) {
    const local = Date.parse(`${localTimeText(point.at, timeZone)}Z`) + days * 86_400_000;
    const key = new Date(local).toISOString().slice(0, 16);
    if (!known.has(key)) known.set(key, point);
  }
  return onto.map(({ at }) => ({ ...emptyPoint, ...known.get(localTimeText(at, timeZone)), at }));
}

export interface SeriesFigures {
  /** Mean of the points that count; undefined without one. */
  readonly mean: number | undefined;
  readonly highest: ChartPoint | undefined;
  /** Measured / expected slots of all points; null if nothing was expected. */
  readonly coverage: number | null;
  readonly used: number;
  /** Points with expected slots that are not used. */
  readonly leftOut: number;
}

export function figuresOf(points: readonly ChartPoint[]): SeriesFigures {
  const used = points.filter(({ counts, isApart }) => counts && !isApart);
  const sum = (pick: (point: ChartPoint) => number) =>
    points.reduce((total, point) => total + pick(point), 0);
  const expected = sum((point) => point.expected);
  return {
    mean:
      used.length === 0
        ? undefined
        : used.reduce((total, { value }) => total + (value ?? 0), 0) / used.length,
    highest: used.reduce<ChartPoint | undefined>(
      (best, point) => ((point.value ?? 0) > (best?.value ?? -Infinity) ? point : best),
      undefined,
    ),
    coverage: expected === 0 ? null : sum((point) => point.measured) / expected,
    used: used.length,
    leftOut: points.filter(({ expected: slots, counts, isApart }) => slots > 0 && (!counts || isApart))
      .length,
  };
}

/** Reasons of missing slots, most frequent first; the rest that no record explains is `unreported`. */
export function reasonsOf({
  expected,
  measured,
  reasons,
}: Pick<ChartPoint, 'expected' | 'measured' | 'reasons'>): [string, number][] {
  const explained = Object.values(reasons).reduce((total, slots) => total + slots, 0);
  const rest = expected - measured - explained;
  return Object.entries(
    rest > 0 ? { ...reasons, unreported: (reasons.unreported ?? 0) + rest } : reasons,
  ).sort((a, b) => b[1] - a[1]);
}

/** A run of points that are left out. */
export interface LeftOut {
  readonly series: ChartSeries;
  readonly first: number;
  readonly last: number;
  readonly expected: number;
  readonly measured: number;
  readonly coverage: number | null;
  readonly reasons: Readonly<Record<string, number>>;
}

/** Runs of neighbouring points of a series that are left out, the longest of all series first. */
export const leftOutRuns = (series: readonly ChartSeries[]): LeftOut[] =>
  series.flatMap(runsOf).sort((a, b) => b.last - b.first - (a.last - a.first));

function runsOf(series: ChartSeries): LeftOut[] {
  const runs: { first: number; last: number }[] = [];
  series.points.forEach((point, i) => {
    if (point.counts || point.expected === 0) return;
    const open = runs.at(-1);
    if (open?.last === i - 1) open.last = i;
    else runs.push({ first: i, last: i });
  });
  return runs.map(({ first, last }) => ({
    series,
    first,
    last,
    ...sumOf(series.points.slice(first, last + 1)),
  }));
}

function sumOf(
  points: readonly ChartPoint[],
): Pick<LeftOut, 'expected' | 'measured' | 'coverage' | 'reasons'> {
  const reasons: Record<string, number> = {};
  let [expected, measured] = [0, 0];
  for (const point of points) {
    expected += point.expected;
    measured += point.measured;
    for (const [reason, slots] of Object.entries(point.reasons))
      reasons[reason] = (reasons[reason] ?? 0) + slots;
  }
  return { expected, measured, coverage: expected === 0 ? null : measured / expected, reasons };
}
