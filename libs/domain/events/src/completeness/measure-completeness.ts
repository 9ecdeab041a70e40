import type { Completeness } from '@vialog/contracts';
import { coverageOf, type SlotTally, type ZonePlan } from '@vialog/measuring';
import type { TimeWindow } from '../query/time-window.ts';
import type { EventQuery } from '../event-query.ts';
import type { EventPorts } from '../use-cases/event-ports.ts';
import { localIntervals } from './local-intervals.ts';
import { plansOf } from './plans-of.ts';
import { sumOfTallies, tallyPieces, type PieceTally, type PlanPieces } from './tally-pieces.ts';
import { timeCondition } from './time-condition.ts';

export interface MeasuredQuery {
  readonly completeness: Completeness;
  readonly tallies: readonly PieceTally[];
}

/**
 * How much was measured of what a query selects: the slots at its places and local times. Conditions on content count as
 * true. `cuts`: moments (epoch ms, ascending) at which the tallies are split, for a histogram.
 */
export async function measureCompleteness(
  ports: EventPorts,
  query: EventQuery,
  cuts: readonly number[] = [],
): Promise<MeasuredQuery> {
  const now = ports.clock.now();
  const plans = plansOf(await ports.cameras.versions());
  const requested = piecesOf(plans, query, { now, cuts });
  const [tallies, newest] = await Promise.all([
    tallyPieces(ports.trends, requested, { now, latenessMs: ports.latenessMs }),
    ports.trends.newest(),
  ]);
  const first = plans.reduce((at, plan) => Math.min(at, plan.from), now);
  const behindMs = Math.max(0, now - (newest ?? first));
  return { completeness: completenessOf(sumOfTallies(tallies.map(({ tally }) => tally)), behindMs), tallies };
}

function completenessOf(tally: SlotTally, behindMs: number): Completeness {
  const { expected, measured, pending, reasons } = tally;
  return { expected, measured, pending, coverage: coverageOf(tally), reasons, behindMs };
}

interface Cutting {
  readonly now: number;
  readonly cuts: readonly number[];
}

function piecesOf(plans: readonly ZonePlan[], query: EventQuery, cutting: Cutting): readonly PlanPieces[] {
  const [first] = plans;
  if (!first) return [];
  const from = plans.reduce((at, plan) => Math.min(at, plan.from), first.from);
  const window = { from: Math.max(query.from, from), to: Math.min(query.to, cutting.now) };
  const known = new Map<string, readonly TimeWindow[]>();
  return plans.flatMap((plan) => {
    if (plan.from >= window.to || plan.to <= window.from) return [];
    const time = timeCondition(query.where, plan);
    if (time.kind === 'none') return [];
    const key = `${plan.camera.timeZone}${JSON.stringify(time)}`;
    const pieces = known.get(key) ?? cut(localIntervals(time, window, plan.camera.timeZone), cutting.cuts);
    known.set(key, pieces);
    return pieces.length === 0 ? [] : [{ plan, pieces }];
  });
}

function cut(intervals: readonly TimeWindow[], cuts: readonly number[]): readonly TimeWindow[] {
  return intervals.flatMap(({ from, to }) => {
    const edges = [from, ...cuts.filter((at) => at > from && at < to), to];
    return edges.slice(1).map((end, i) => ({ from: edges[i] ?? from, to: end }));
  });
}
