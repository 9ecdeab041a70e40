import { dayMs, hourMs, measures, quarterMs, type Trend, type TrendsQuery } from '@vialog/contracts';
import { edgesOf, type TrendSeries } from '@vialog/measuring';
import { seriesChanges } from '../planning/series-changes.ts';
import type { TimeWindow } from '../query/time-window.ts';
import { estimatePoints } from '../site-estimate/estimate-points.ts';
import type { EventPorts } from './event-ports.ts';
import { invalidParameter } from './invalid-parameter.ts';
import { readSeries } from './read-series.ts';
import { seriesPage } from './series-page.ts';
import { windowFrom } from './window-from.ts';

/** Points per series. */
const maxPoints = 10_000;

/**
 * A measure over time: one series per requested site, per zone of every requested camera and per requested group; all
 * sites if none of them is given. A page has fewer series than its limit if they have many points. The measure estimate is
 * the state at the end of each point.
 * @throws {VialogError} VALIDATION_FAILED, TOO_FEW_SPACES, SITE_NOT_FOUND, CAMERA_NOT_FOUND or CURSOR_INVALID
 */
export async function readTrends(ports: EventPorts, query: TrendsQuery): Promise<Trend> {
  if (query.measure === 'estimate') checkEstimate(query);
  const { groups, window, nextCursor } = await seriesPage(ports, query, {
    route: 'trends',
    window: () => windowFrom(query, ports.clock.now()),
    pointsOf: (each) => pointsOf(each, query),
  });
  const edges = edgesOf(window.from, window.to, query.interval, query.timeZone);
  const series = await readSeries(ports, groups, { ...query, edges });
  const { measure, interval } = query;
  const found = measure === 'estimate' ? await withEstimates(ports, series, edges) : series;
  return {
    measure,
    unit: measures[measure].unit,
    interval,
    series: found.map(({ key, name, points }, i) => ({
      key,
      name,
      timeZone: groups[i]?.timeZone ?? query.timeZone,
      origins: [...(groups[i]?.origins ?? [])],
      changes: seriesChanges(groups[i]?.plans ?? [], window),
      points,
    })),
    nextCursor,
  };
}

/** Only sites have an estimate, and only of the classes that take a space. */
function checkEstimate({ cameras, groups, classes, zone, origin }: TrendsQuery): void {
  const wrong = Object.entries({ cameras, groups, classes, zone, origin }).find(
    ([, value]) => value !== undefined,
  );
  if (wrong)
    throw invalidParameter(
      wrong[0],
      `The measure estimate exists for sites only, of all their vehicles; leave out "${wrong[0]}".`,
    );
}

/** The series of sites with their estimates instead of values. */
async function withEstimates(
  ports: EventPorts,
  series: readonly TrendSeries[],
  edges: readonly number[],
): Promise<TrendSeries[]> {
  const found: TrendSeries[] = [];
  for (const site of series) {
    const estimates = await estimatePoints(ports, site.key, edges);
    found.push({ ...site, points: site.points.map((point, i) => ({ ...point, ...estimates[i] })) });
  }
  return found;
}

/** Length of the shortest interval, ms: a day has at least 23 hours, a month 28 days. */
const shortestMs = {
  '15m': quarterMs,
  '1h': hourMs,
  '1d': 23 * hourMs,
  '1w': 6 * dayMs,
  '1mo': 27 * dayMs,
  '1q': 89 * dayMs,
  '1y': 364 * dayMs,
} as const satisfies Record<TrendsQuery['interval'], number>;

function pointsOf({ from, to }: TimeWindow, { interval }: TrendsQuery): number {
  const points = (to - from) / shortestMs[interval];
  if (points <= maxPoints) return Math.max(1, points);
  throw invalidParameter(
    'interval',
    `Expected at most ${maxPoints} points; choose a shorter time window or a longer interval.`,
  );
}
