import {
  isoOf,
  measures,
  quarterMs,
  type Measure,
  type TrendProfile,
  type TrendProfileQuery,
} from '@vialog/contracts';
import { coverageOf, rounded, targetOf } from '@vialog/measuring';
import {
  medianOf,
  peakHourFactor,
  profileHours,
  type HourProfile,
  type ProfileCell,
  type UsableHour,
} from '@vialog/statistics';
import type { TimeWindow } from '../query/time-window.ts';
import type { EventPorts } from '../use-cases/event-ports.ts';
import { checkTarget } from '../use-cases/check-target.ts';
import { readSeries } from '../use-cases/read-series.ts';
import { seriesPage } from '../use-cases/series-page.ts';
import { windowFrom } from '../use-cases/window-from.ts';
import { profilePeriodMs } from './periods.ts';
import { hoursIn, readHours, type SeriesHours } from './read-hours.ts';
import { seriesChanges } from './series-changes.ts';

type SeriesProfile = TrendProfile['series'][number];

/** Newest hours of the peak hour whose quarter hours are read. */
const maxFactorHours = 13;

/**
 * The typical week of a measure: a summary per hour × weekday in the local time of every series, the peak hour, and the
 * time at or above a target.
 * @throws {VialogError} VALIDATION_FAILED, TOO_FEW_SPACES, SITE_NOT_FOUND, CAMERA_NOT_FOUND or CURSOR_INVALID
 */
export async function readProfile(ports: EventPorts, query: TrendProfileQuery): Promise<TrendProfile> {
  checkTarget(query);
  const { groups, window, nextCursor } = await seriesPage(ports, query, {
    route: 'profile',
    window: () => windowFrom(query, ports.clock.now(), profilePeriodMs),
    pointsOf: hoursIn,
  });
  const { measure, minCoverage, holidays } = query;
  const series: SeriesProfile[] = [];
  for (const one of await readHours(ports, groups, { ...query, window, path: 'from' }))
    series.push(await profileOf(ports, one, { ...query, window }));
  return {
    measure,
    unit: measures[measure].unit,
    from: isoOf(window.from),
    to: isoOf(window.to),
    minCoverage,
    holidays,
    series,
    nextCursor,
  };
}

async function profileOf(
  ports: EventPorts,
  series: SeriesHours,
  query: TrendProfileQuery & { readonly window: TimeWindow },
): Promise<SeriesProfile> {
  const target = targetOf(query);
  const profile = profileHours(series.hours, { minCoverage: query.minCoverage, target });
  const { aboveTarget } = profile;
  return {
    key: series.key,
    name: series.name,
    timeZone: series.timeZone,
    origins: [...series.origins],
    changes: seriesChanges(series.plans, query.window),
    leftOutDays: series.leftOutDays,
    specialDays: [...series.specialDays],
    hours: profile.used.length,
    leftOut: profile.leftOut,
    coverage: coverageOf(profile),
    cells: profile.cells.map(cellFrom),
    peakHour: await peakHourOf(ports, series, profile, query),
    aboveTarget: aboveTarget
      ? { target: target ?? 0, ...aboveTarget, share: aboveTarget.share ?? null }
      : null,
  };
}

function cellFrom(cell: ProfileCell): SeriesProfile['cells'][number] {
  const { weekday, hour, summary, hours, leftOut } = cell;
  const figure = (value: number | undefined): number | null => (value === undefined ? null : rounded(value));
  return {
    weekday,
    hour,
    median: figure(summary?.median),
    p15: figure(summary?.p15),
    p85: figure(summary?.p85),
    mean: figure(summary?.mean),
    hours,
    leftOut,
    coverage: coverageOf(cell),
  };
}

/** The factor describes a load: a balance is a difference, free spaces are what the load leaves, and a stay is a time. */
const measuresWithoutFactor: ReadonlySet<Measure> = new Set(['balance', 'free', 'stay']);

async function peakHourOf(
  ports: EventPorts,
  series: SeriesHours,
  { peak, used }: HourProfile,
  query: TrendProfileQuery,
): Promise<SeriesProfile['peakHour']> {
  if (!peak) return null;
  const { weekday, hour, summary } = peak;
  const hours = measuresWithoutFactor.has(query.measure) ? [] : used;
  const newest = hours
    .filter((each) => each.weekday === weekday && each.hour === hour)
    .slice(-maxFactorHours);
  const factors = await factorsOf(ports, series, { ...query, hours: newest });
  return {
    weekday,
    hour,
    median: rounded(summary.median),
    factor: factors.length === 0 ? null : rounded(medianOf(factors)),
    factorHours: factors.length,
  };
}

/** Starts of the quarter hours of an hour, ms after its start. */
const quarters = [0, 1, 2, 3].map((n) => n * quarterMs);

/**
 * The factors of the hours, in one request to the store. Without those of hours with a quarter hour that was measured too
 * little, or whose sums are older than their retention.
 */
async function factorsOf(
  ports: EventPorts,
  series: SeriesHours,
  query: Pick<TrendProfileQuery, 'measure' | 'classes' | 'direction' | 'minCoverage'> & {
    readonly hours: readonly UsableHour[];
  },
): Promise<readonly number[]> {
  const starts = query.hours.flatMap(({ start }) => quarters.map((offset) => start + offset));
  if (starts.length === 0) return [];
  const edges = ascending(starts.flatMap((start) => [start, start + quarterMs]));
  const indexOf = new Map(edges.map((edge, i) => [edge, i]));
  const buckets = ascending(starts.flatMap((start) => indexOf.get(start) ?? []));
  const [read] = await readSeries(ports, [series], { ...query, edges, buckets });
  const valueAt = (start: number): number | undefined => {
    const { value = null, coverage = null } = read?.points[indexOf.get(start) ?? -1] ?? {};
    return value !== null && (coverage ?? 0) >= query.minCoverage ? value : undefined;
  };
  return query.hours.flatMap(
    ({ start }) => factorOf(quarters.map((offset) => valueAt(start + offset))) ?? [],
  );
}

function factorOf([first, second, third, fourth]: readonly (number | undefined)[]): number | undefined {
  if (first === undefined || second === undefined || third === undefined || fourth === undefined)
    return undefined;
  return peakHourFactor([first, second, third, fourth]);
}

const ascending = (numbers: readonly number[]): readonly number[] =>
  [...new Set(numbers)].sort((a, b) => a - b);
