import { dayMs, measures, type TrendExportQuery, type TrendPoint } from '@vialog/contracts';
import { edgesOf, localHours } from '@vialog/measuring';
import { localIso } from '../local-iso.ts';
import type { TimeWindow } from '../query/time-window.ts';
import type { EventPorts } from '../use-cases/event-ports.ts';
import { invalidParameter } from '../use-cases/invalid-parameter.ts';
import { readSeries } from '../use-cases/read-series.ts';
import { seriesGroups, type SeriesGroup } from '../use-cases/series-groups.ts';
import { windowFrom } from '../use-cases/window-from.ts';

/** Longest window, days: three years. */
const maxDays = 1_096;
/** Time that is read at once per series. */
const chunkMs = 31 * dayMs;

/** One point of one series. */
export interface TrendRow {
  readonly series: string;
  readonly name: string;
  readonly measure: string;
  readonly unit: string;
  /** Start in UTC. */
  readonly startAt: string;
  /** Start in the local time of the series, like 2026-03-29T03:00:00+02:00. */
  readonly localStartAt: string;
  readonly timeZone: string;
  readonly value: number | null;
  readonly peak: number | null;
  readonly expected: number;
  readonly measured: number;
  readonly coverage: number | null;
  /** Sums behind turnover and mean stay; null for other measures, and where no space was compared. */
  readonly arrivals: number | null;
  readonly departures: number | null;
  readonly comparedHours: number | null;
  readonly occupiedHours: number | null;
  /** Where the numbers of the series come from, like simulated or camera+counter. */
  readonly origin: string;
}

/**
 * Rows of the selected series, one series after another, oldest first. They are read while they are consumed, a month of
 * one series at a time. Hours and days are those of the local time of each series; intervals in progress are included.
 * @throws {VialogError} VALIDATION_FAILED, TOO_FEW_SPACES, SITE_NOT_FOUND or CAMERA_NOT_FOUND
 */
export async function exportTrends(
  ports: EventPorts,
  query: TrendExportQuery,
): Promise<AsyncIterable<readonly TrendRow[]>> {
  const now = ports.clock.now();
  const { from, to } = windowFrom(query, now);
  if (to - from > maxDays * dayMs)
    throw invalidParameter('from', `Expected a period of at most ${maxDays} days; choose a shorter one.`);
  return rowsOf(ports, await seriesGroups(ports, query), { query, window: { from, to: Math.min(to, now) } });
}

/** What is exported of a series. */
export interface ExportRequest {
  readonly query: TrendExportQuery;
  readonly window: TimeWindow;
}

async function* rowsOf(
  ports: EventPorts,
  groups: readonly SeriesGroup[],
  { query, window }: ExportRequest,
): AsyncGenerator<readonly TrendRow[]> {
  for (const group of groups) yield* rowsOfGroup(ports, group, { query, window });
}

/** Rows of one series, a month at a time. */
async function* rowsOfGroup(
  ports: EventPorts,
  group: SeriesGroup,
  request: ExportRequest,
): AsyncGenerator<readonly TrendRow[]> {
  for await (const { rows } of partsOfGroup(ports, group, request)) yield rows;
}

/** About a month of one series: its points, and the rows of an export. */
export interface SeriesPart {
  readonly points: readonly TrendPoint[];
  readonly rows: readonly TrendRow[];
}

/** Points and rows of one series, a month at a time. */
export async function* partsOfGroup(
  ports: EventPorts,
  group: SeriesGroup,
  { query, window }: ExportRequest,
): AsyncGenerator<SeriesPart> {
  const edges = edgesIn(window, query.interval, group.timeZone);
  for (const part of partsOf(edges)) yield await readPart(ports, group, { query, edges: part });
}

function edgesIn(
  { from, to }: TimeWindow,
  interval: TrendExportQuery['interval'],
  timeZone: string,
): number[] {
  if (interval !== '1h') return edgesOf(from, to, interval, timeZone);
  const hours = localHours(from, to, timeZone);
  return hours.flatMap((hour, i) => (i === hours.length - 1 ? [hour.from, hour.to] : [hour.from]));
}

/** Runs of edges of about a month; the last edge of a run is the first of the next. */
function* partsOf(edges: readonly number[]): Generator<readonly number[]> {
  let first = 0;
  for (let i = 1; i < edges.length; i += 1) {
    const isLast = i === edges.length - 1;
    if (!isLast && (edges[i] ?? 0) - (edges[first] ?? 0) < chunkMs) continue;
    yield edges.slice(first, i + 1);
    first = i;
  }
}

async function readPart(
  ports: EventPorts,
  group: SeriesGroup,
  { query, edges }: { readonly query: TrendExportQuery; readonly edges: readonly number[] },
): Promise<SeriesPart> {
  const [series] = await readSeries(ports, [group], { ...query, edges });
  const { measure } = query;
  const points = series?.points ?? [];
  const rows = points.map((point, i) => ({
    series: group.key,
    name: group.name,
    measure,
    unit: measures[measure].unit,
    startAt: point.startAt,
    localStartAt: localIso(edges[i] ?? 0, group.timeZone),
    timeZone: group.timeZone,
    value: point.value,
    peak: point.peak,
    expected: point.expected,
    measured: point.measured,
    coverage: point.coverage,
    arrivals: point.turnover?.arrivals ?? null,
    departures: point.turnover?.departures ?? null,
    comparedHours: point.turnover?.comparedHours ?? null,
    occupiedHours: point.turnover?.occupiedHours ?? null,
    origin: group.origins.join('+'),
  }));
  return { points, rows };
}
