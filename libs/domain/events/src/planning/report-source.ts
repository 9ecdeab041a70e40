import {
  epochOf,
  gapReasons,
  hourMs,
  type SeriesChange,
  type TrendExportQuery,
  type TrendPoint,
  type ReportQuery,
  type TrendReason,
} from '@vialog/contracts';
import { offsetAt, plansOfMeasure, type ZonePlan } from '@vialog/measuring';
import { sumOfTallies, tallyPieces } from '../completeness/tally-pieces.ts';
import type { TimeWindow } from '../query/time-window.ts';
import type { EventPorts } from '../use-cases/event-ports.ts';
import { invalidParameter } from '../use-cases/invalid-parameter.ts';
import { seriesGroups, type SeriesGroup } from '../use-cases/series-groups.ts';
import { windowFrom } from '../use-cases/window-from.ts';
import { partsOfGroup, type TrendRow } from './export-trends.ts';
import { reportPeriodMs } from './periods.ts';
import { seriesChanges } from './series-changes.ts';
import { readSeriesDays, type DayRules, type SeriesDays } from './series-days.ts';

/**
 * Hours of all series of a report: 13 weeks of 600 sites and the 13 weeks before, or a year of 340. Memory does not depend on
 * them, time does: on two cores a million hours take 12 s (bench city-analytics), and proxies end a request after a minute.
 */
export const maxReportHours = 3_000_000;
/** Hours of one series, which are in memory together: 22 years, about 100 MB. */
const maxSeriesHours = 200_000;

export type SourceQuery = Pick<
  ReportQuery,
  'measure' | 'direction' | 'classes' | 'sites' | 'cameras' | 'groups' | 'zone' | 'origin' | 'from' | 'to'
> &
  Partial<DayRules>;

/** Everything that a report says about one series. */
export interface SourceSeries {
  readonly key: string;
  readonly name: string;
  readonly timeZone: string;
  /** Holidays and events, and the days that are left out of figures; the rows have all days. */
  readonly days: SeriesDays;
  /** One row per local hour, exactly as an export has them. */
  readonly rows: readonly TrendRow[];
  /** Slots that were not measured, by reason, most first. */
  readonly gaps: readonly { readonly reason: TrendReason; readonly slots: number }[];
  readonly changes: readonly SeriesChange[];
  /** Zones of camera versions that counted in the period. */
  readonly plans: readonly ZonePlan[];
}

export interface ReportSource {
  readonly window: TimeWindow;
  /** Time zone of the first series. */
  readonly timeZone: string;
  /** Hours of all series, number. */
  readonly hours: number;
  /** Series in the order of the request; read one at a time, while they are consumed. */
  readonly series: AsyncIterable<SourceSeries>;
}

/**
 * What a report is based on: the hours of an export, their gaps and the zones behind them. The period ends with an hour
 * that is over in every time zone, so that the same request returns the same hours later.
 * @param periodMs length of the period without `from`
 * @throws {VialogError} VALIDATION_FAILED, TOO_FEW_SPACES, SITE_NOT_FOUND or CAMERA_NOT_FOUND
 */
export async function openReportSource(
  ports: EventPorts,
  query: SourceQuery,
  periodMs = reportPeriodMs,
): Promise<ReportSource> {
  const groups = reportedGroups(await seriesGroups(ports, query), query);
  const over = Math.min(...groups.map(({ timeZone }) => hourOver(ports, timeZone)), ports.clock.now());
  const requested = windowFrom(query, over, periodMs);
  const window = { from: requested.from, to: Math.max(requested.from, Math.min(requested.to, over)) };
  const hours = hoursOfAll(groups.length, window);
  const { holidays = 'with', excludeDays = [] } = query;
  const daysOf = await readSeriesDays(ports, window, { holidays, excludeDays });
  return {
    window,
    timeZone: groups[0]?.timeZone ?? 'UTC',
    hours,
    series: sourceSeries(ports, groups, { query: exportQueryOf(query), window, daysOf }),
  };
}

/** @throws {VialogError} VALIDATION_FAILED when they are too many */
function hoursOfAll(series: number, { from, to }: TimeWindow): number {
  const ofEach = (to - from) / hourMs;
  if (ofEach > maxSeriesHours)
    throw invalidParameter(
      'from',
      `Expected a period of at most ${maxSeriesHours} hours, found ${Math.ceil(ofEach)}; choose a shorter one.`,
    );
  const hours = series * ofEach;
  if (hours <= maxReportHours) return hours;
  throw invalidParameter(
    'from',
    `Expected at most ${maxReportHours} hours of all series, found ${Math.ceil(hours)}; choose a shorter period or fewer series.`,
  );
}

/** A report on all sites contains the simulated ones only if there are no others: its coverage is that of all its series. */
function reportedGroups(groups: readonly SeriesGroup[], query: SourceQuery): readonly SeriesGroup[] {
  const { sites, cameras, groups: named, origin } = query;
  const isReal = ({ origins }: SeriesGroup): boolean => origins.some((each) => each !== 'simulated');
  const isNamed = [sites, cameras, named, origin].some((each) => each !== undefined);
  if (isNamed || !groups.some(isReal)) return groups;
  return groups.filter((group) => isReal(group) || group.origins.length === 0);
}

/** End of the last local hour that is over and whose records have arrived, epoch ms. */
function hourOver({ clock, latenessMs }: EventPorts, timeZone: string): number {
  const now = clock.now() - latenessMs;
  const local = now + offsetAt(now, timeZone);
  return now - (((local % hourMs) + hourMs) % hourMs);
}

const exportQueryOf = ({ holidays: _, excludeDays: __, ...query }: SourceQuery): TrendExportQuery => ({
  ...query,
  format: 'ndjson',
  interval: '1h',
});

async function* sourceSeries(
  ports: EventPorts,
  groups: readonly SeriesGroup[],
  request: {
    readonly query: TrendExportQuery;
    readonly window: TimeWindow;
    readonly daysOf: (series: SeriesGroup) => SeriesDays;
  },
): AsyncGenerator<SourceSeries> {
  for (const group of groups) {
    const parts = await Array.fromAsync(partsOfGroup(ports, group, request));
    const rows = parts.flatMap((part) => part.rows);
    const points = parts.flatMap((part) => part.points);
    const plans = group.plans.filter(({ from, to }) => from < request.window.to && to > request.window.from);
    yield {
      key: group.key,
      name: group.name,
      timeZone: group.timeZone,
      days: request.daysOf(group),
      rows,
      gaps: await gapsOf(ports, {
        plans: plansOfMeasure(plans, request.query.measure),
        window: hoursOf(rows, request.window),
        points,
      }),
      changes: seriesChanges(group.plans, request.window),
      plans,
    };
  }
}

/** The time that the rows cover: whole local hours. */
function hoursOf(rows: readonly TrendRow[], window: TimeWindow): TimeWindow {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return window;
  return { from: epochOf(first.startAt), to: epochOf(last.startAt) + hourMs };
}

async function gapsOf(
  ports: EventPorts,
  {
    plans,
    window,
    points,
  }: { plans: readonly ZonePlan[]; window: TimeWindow; points: readonly TrendPoint[] },
): Promise<SourceSeries['gaps']> {
  const now = ports.clock.now();
  const pieces = plans.map((plan) => ({ plan, pieces: [window] }));
  const tallies = await tallyPieces(ports.trends, pieces, { now, latenessMs: ports.latenessMs });
  const { reasons } = sumOfTallies(tallies.map(({ tally }) => tally));
  return Object.entries({ ...reasons, ...unusableSlots(points) })
    .map(([reason, slots]) => ({ reason: reason as TrendReason, slots }))
    .sort((a, b) => b.slots - a.slots || (a.reason < b.reason ? -1 : 1));
}

const isGapReason = (reason: string): boolean => gapReasons.some((each) => each === reason);

/** Measured slots that the measure cannot use, by reason: no record of the store has these reasons. */
function unusableSlots(points: readonly TrendPoint[]): Record<string, number> {
  const slots: Record<string, number> = {};
  for (const [reason, count] of points.flatMap((point) => Object.entries(point.reasons ?? {})))
    if (!isGapReason(reason)) slots[reason] = (slots[reason] ?? 0) + count;
  return slots;
}
