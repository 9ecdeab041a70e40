import { epochOf, eventRetentionMs, type SetCount, type TrendPoint } from '@vialog/contracts';
import type { EstimateReading } from '@vialog/measuring';
import type { EventPorts } from '../use-cases/event-ports.ts';
import { estimateFacts, readEstimates } from './estimate-facts.ts';

/** Set counts of a site that a series uses, newest first. */
const maxSetCounts = 1_000;

/**
 * The estimate of a site at the end of each interval, or now for the interval in progress; null without a set count of the
 * last 30 days, while the estimate is unknown, and for the future. `edges`: ascending epoch ms, point i ends at edges[i + 1].
 */
export async function estimatePoints(
  ports: EventPorts,
  siteId: string,
  edges: readonly number[],
): Promise<readonly Pick<TrendPoint, 'value' | 'plusMinus'>[]> {
  const now = ports.clock.now();
  const last = Math.min(edges.at(-1) ?? now, now);
  const setCounts = onePerMoment(
    await ports.setCounts.ofSite(siteId, { limit: maxSetCounts, before: last + 1 }),
  ).filter(({ countedAt }) => epochOf(countedAt) >= now - eventRetentionMs);
  const [first] = setCounts;
  const ends = edges.slice(1).map((end, i) => ((edges[i] ?? end) < now ? Math.min(end, now) : undefined));
  if (!first) return ends.map(() => ({ value: null }));
  const since = epochOf(first.countedAt);
  const moments = [
    ...setCounts.map(({ countedAt }) => epochOf(countedAt)),
    ...ends.filter((end) => end !== undefined),
  ];
  const walked = [...new Set(moments)].filter((at) => at >= since).sort((a, b) => a - b);
  const facts = await estimateFacts(ports, siteId);
  const readings = await readEstimates(ports, facts, { edges: walked, setCounts });
  const byMoment = new Map(readings.map((reading) => [reading.at, reading]));
  return ends.map((end) => pointOf(end === undefined ? undefined : byMoment.get(end)));
}

/** Oldest first; of several with the same moment, the one that was sent last. */
function onePerMoment(newestFirst: readonly SetCount[]): SetCount[] {
  return [...new Map(newestFirst.toReversed().map((count) => [count.countedAt, count])).values()];
}

const pointOf = (reading: EstimateReading | undefined): Pick<TrendPoint, 'value' | 'plusMinus'> =>
  reading?.known && !reading.unknown
    ? { value: reading.estimate, plusMinus: reading.plusMinus }
    : { value: null };
