import { isoOf, VialogError, type Histogram, type HistogramQuery } from '@vialog/contracts';
import { edgesOf, type SlotTally } from '@vialog/measuring';
import { usualTimeZone } from '../completeness/selected-zones.ts';
import { measureCompleteness } from '../completeness/measure-completeness.ts';
import { plansOf } from '../completeness/plans-of.ts';
import type { PieceTally } from '../completeness/tally-pieces.ts';
import { resolveQuery } from './resolve-query.ts';
import type { EventPorts } from './event-ports.ts';

/** Buckets of one response. */
const maxBuckets = 2000;

/**
 * Matching slots over time, with the slots that were not measured at the selected places. Without `timeZone`, days are
 * those of the time zone of most selected cameras.
 * @throws {VialogError} QUERY_SYNTAX, QUERY_UNKNOWN_NAME, or VALIDATION_FAILED when there are too many buckets
 */
export async function countOverTime(ports: EventPorts, request: HistogramQuery): Promise<Histogram> {
  const query = await resolveQuery(ports, request.q, 'events');
  const { from, to, notes } = query;
  const lengthMs = { '1m': 60_000, '15m': 900_000, '1h': 3_600_000, '1d': 82_800_000 }[request.interval];
  if ((to - from) / lengthMs > maxBuckets) throw tooMany();
  const timeZone = request.timeZone ?? usualTimeZone(plansOf(await ports.cameras.versions()), query);
  const edges = edgesOf(from, to, request.interval, timeZone);
  const [buckets, { completeness, tallies }] = await Promise.all([
    edges.length < 2 ? [] : ports.events.histogram(query, edges),
    measureCompleteness(ports, query, edges),
  ]);
  const slots = slotsPerBucket(tallies, edges);
  return {
    items: buckets.map(({ start, count }) => ({
      startAt: isoOf(start),
      count,
      gaps: slots.get(start)?.gaps ?? 0,
      expected: slots.get(start)?.expected ?? 0,
    })),
    from: isoOf(from),
    to: isoOf(to),
    completeness,
    ...(notes.length > 0 ? { notes: [...notes] } : {}),
  };
}

const tooMany = (): VialogError =>
  new VialogError(
    'VALIDATION_FAILED',
    `Expected at most ${maxBuckets} buckets; choose a shorter time window or a longer interval.`,
    { details: [{ path: 'interval', message: 'too short for this window' }] },
  );

/** Start of the bucket → its slots. No piece crosses an edge. */
function slotsPerBucket(
  tallies: readonly PieceTally[],
  edges: readonly number[],
): ReadonlyMap<number, Pick<SlotTally, 'gaps' | 'expected'>> {
  const slots = new Map<number, { gaps: number; expected: number }>();
  for (const { piece, tally } of tallies) {
    const bucket = edges[edges.findLastIndex((edge) => edge <= piece.from)] ?? piece.from;
    const { gaps, expected } = slots.get(bucket) ?? { gaps: 0, expected: 0 };
    slots.set(bucket, { gaps: gaps + tally.gaps, expected: expected + tally.expected });
  }
  return slots;
}
