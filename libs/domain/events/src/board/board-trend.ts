import { hourMs, quarterMs, zoneKey, type BoardTrend, type TrendPoint } from '@vialog/contracts';
import { trendSeries, zoneRowsOf } from '@vialog/measuring';
import type { ZoneSums } from '../trend-reader.port.ts';
import type { EventPorts } from '../use-cases/event-ports.ts';
import { newestEnd, type BoardPlace } from './board-place.ts';
import { boardSums } from './board-sums.ts';

/** Smallest change that the arrow shows: one, and this share of the spaces or of the larger mean. */
const shareOfSpaces = 0.05;
const shareOfMean = 0.1;
/** Coverage below which no arrow is shown. */
const minCoverage = 0.5;

/**
 * How the figure of each place changed within the last hour: the mean of the last quarter hour against the mean of the first
 * one. Longer slots compare the newest slot with the one before it; a long slot whose record can still arrive is waited for. Only zones that were measured in both times and whose
 * camera did not change count, so that a camera that fails moves no arrow. All places have the same kind and slot length.
 */
export async function readBoardTrends(
  ports: EventPorts,
  places: readonly BoardPlace[],
  now: number,
): Promise<readonly (BoardTrend | null)[]> {
  const [first] = places;
  if (!first || first.kind === 'none') return places.map(() => null);
  const { slotMs } = first;
  const end = newestEnd(now, slotMs);
  const trends = await trendsUntil(ports, places, { end, now });
  const canArrive = now < end + ports.latenessMs && slotMs > (1 - minCoverage) * quarterMs;
  if (!canArrive || !trends.includes(null)) return trends;
  const before = await trendsUntil(ports, places, { end: end - slotMs, now });
  return trends.map((trend, i) => trend ?? before[i] ?? null);
}

/** The change until `end`, the end of a slot. */
async function trendsUntil(
  ports: EventPorts,
  places: readonly BoardPlace[],
  { end, now }: { readonly end: number; readonly now: number },
): Promise<readonly (BoardTrend | null)[]> {
  const edges = comparedEdges(end, places[0]?.slotMs ?? 0);
  const groups = places.map(({ group }) => group);
  const isFree = places[0]?.kind === 'free';
  const rows = await boardSums(ports, places, edges);
  const sums = zoneRowsOf(rowsOfBoth(rows, edges), edges);
  const read = (measure: 'presence' | 'free') => trendSeries({ measure, edges, now, groups, sums });
  const presence = read('presence');
  const values = isFree ? read('free') : presence;
  return places.map((place, i) => trendOf(place, presence[i]?.points ?? [], values[i]?.points ?? []));
}

/** Edges of the compared time: its first bucket is the first part, its last bucket the last part. */
function comparedEdges(end: number, slotMs: number): readonly number[] {
  const part = Math.max(quarterMs, slotMs);
  const from = end - Math.max(hourMs, 2 * part);
  return [...new Set([from, from + part, end - part, end])];
}

/** Rows of the zones that were measured in the first and in the last part. */
function rowsOfBoth(rows: readonly ZoneSums[], edges: readonly number[]): readonly ZoneSums[] {
  const ofZones = Map.groupBy(
    rows.filter(({ measured }) => measured > 0),
    (row) => `${zoneKey(row)}/${row.cameraVersion}`,
  );
  const starts = [edges[0], edges.at(-2)];
  return [...ofZones.values()]
    .filter((rows) => starts.every((start) => rows.some((row) => row.start === start)))
    .flat();
}

function trendOf(
  { kind, spaces }: BoardPlace,
  presence: readonly TrendPoint[],
  values: readonly TrendPoint[],
): BoardTrend | null {
  const [before, now] = [values[0]?.value, values.at(-1)?.value];
  const isMeasured = [presence[0], presence.at(-1)].every((point) => (point?.coverage ?? 0) >= minCoverage);
  if (before == null || now == null || !isMeasured) return null;
  const share = kind === 'free' ? shareOfSpaces * spaces : shareOfMean * Math.max(before, now);
  const change = now - before;
  const isSteady = Math.abs(change) < Math.max(1, share);
  return { direction: isSteady ? 'steady' : change > 0 ? 'rising' : 'falling', before, now };
}
