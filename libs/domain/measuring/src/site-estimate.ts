import { hourMs, minuteMs, type CountClass } from '@vialog/contracts';
import { crossingsBy, isRegisteredIn, type GateLine } from './gate-lines.ts';
import { tallyOf } from './slot-tally.ts';
import { slotOf } from './slots.ts';
import type { Interval } from './trend-figures.ts';
import { SumsIndex, type SumsRow } from './zone-sums.ts';

/** Time for which a gate line may be unmeasured in total, ms. With more, the estimate is unknown. */
export const maxUnmeasuredMs = 15 * minuteMs;

/** A known number of vehicles at a moment, epoch ms. */
export interface KnownCount {
  readonly at: number;
  readonly count: number;
}

export interface EstimateQuestion {
  readonly lines: readonly GateLine[];
  readonly classes: readonly CountClass[];
  /** Ascending epoch ms, at least two; contains the moment of every known count between the first and the last. */
  readonly edges: readonly number[];
  /** Sums over the same edges. */
  readonly sums: readonly SumsRow[];
  /** Ascending by moment, one per moment. */
  readonly known: readonly KnownCount[];
  /** Crossings per hour of each line in its busiest interval (`busiestRates`). */
  readonly busiest: ReadonlyMap<string, number>;
  /** Counting error of the lines, 0..1; 0 if it is not known. */
  readonly errorRatio: number;
  /** Current time, epoch ms. */
  readonly now: number;
  readonly latenessMs: number;
}

/** State of the estimate at one edge. */
export interface EstimateReading {
  readonly at: number;
  /** The newest known count at or before `at`; undefined: there is none, and the rest is 0. */
  readonly known: KnownCount | undefined;
  readonly inbound: number;
  readonly outbound: number;
  readonly pending: number;
  /** `zoneKey` → time without a measurement since the known count, ms. */
  readonly unmeasuredMs: ReadonlyMap<string, number>;
  readonly estimate: number;
  readonly plusMinus: number;
  /** Undefined: the estimate holds. Epoch ms: start of the interval from which on it is unknown. */
  readonly unknown: { readonly from: number; readonly reason: 'unmeasured' | 'no_history' } | undefined;
}

/** What one line has contributed since the known count. */
interface LineState {
  readonly inbound: number;
  readonly outbound: number;
  readonly pending: number;
  readonly unmeasuredMs: number;
}

interface Walk {
  known: KnownCount | undefined;
  lines: Map<string, LineState>;
  unknown: EstimateReading['unknown'];
}

/**
 * The estimate at every edge, oldest first: the newest known count plus inbound minus outbound crossings of the slots that
 * start since. Every time in which a line was not measured counts, expected or not: gaps, pauses, and the time before a line was
 * added and after it was removed. The estimate is not limited: below 0 it has drifted.
 */
export function estimateReadings(question: EstimateQuestion): EstimateReading[] {
  const index = new SumsIndex(question.sums);
  const counts = new Map(question.known.map((count) => [count.at, count]));
  const [first = 0] = question.edges;
  const walk: Walk = { known: undefined, lines: new Map(), unknown: undefined };
  return question.edges.map((to, i) => {
    const from = question.edges[i - 1] ?? first;
    if (to > from) addInterval(walk, question, index, { from, to });
    const count = counts.get(to);
    if (count) restart(walk, count);
    return readingOf(walk, question, to);
  });
}

function restart(walk: Walk, known: KnownCount): void {
  walk.known = known;
  walk.lines = new Map();
  walk.unknown = undefined;
}

function addInterval(
  walk: Walk,
  question: EstimateQuestion,
  index: SumsIndex<SumsRow>,
  { from, to }: Interval,
): void {
  const { known } = walk;
  if (!known) return;
  const since = { from: known.at, to };
  for (const line of question.lines.filter((each) => isRegisteredIn(each, since))) {
    // A line that was added after the known count has missed the time until then.
    const before = walk.lines.get(line.key) ?? { ...noCrossings, unmeasuredMs: from - known.at };
    const state = added(before, lineIn(line, question, index, { from, to }));
    walk.lines.set(line.key, state);
    const reason = unknownReason(state.unmeasuredMs, question.busiest.has(line.key));
    if (reason) walk.unknown ??= { from, reason };
  }
}

const noCrossings: LineState = { inbound: 0, outbound: 0, pending: 0, unmeasuredMs: 0 };

function unknownReason(unmeasuredMs: number, hasHistory: boolean): 'unmeasured' | 'no_history' | undefined {
  if (unmeasuredMs > maxUnmeasuredMs) return 'unmeasured';
  return unmeasuredMs > 0 && !hasHistory ? 'no_history' : undefined;
}

const added = (a: LineState, b: LineState): LineState => ({
  inbound: a.inbound + b.inbound,
  outbound: a.outbound + b.outbound,
  pending: a.pending + b.pending,
  unmeasuredMs: a.unmeasuredMs + b.unmeasuredMs,
});

/** Unmeasured time is negative where a slot that starts in the interval ends after it; the next interval compensates. */
function lineIn(
  { plans, slotMs }: GateLine,
  { classes, now, latenessMs }: EstimateQuestion,
  index: SumsIndex<SumsRow>,
  { from, to }: Interval,
): LineState {
  // A slot in progress is not over: its time counts when it is.
  const over = slotOf(now, slotMs);
  return plans.reduce(
    (sum, plan) => {
      const row = index.of(plan).get(from);
      const { measured, pending } = tallyOf(plan, row, { from, to, now, latenessMs });
      const crossings = crossingsBy(measured > 0 ? row : undefined, classes);
      return added(sum, { ...crossings, pending, unmeasuredMs: -(measured + pending) * plan.slotMs });
    },
    { ...noCrossings, unmeasuredMs: Math.max(0, Math.min(to, over) - from) },
  );
}

function readingOf(walk: Walk, question: EstimateQuestion, at: number): EstimateReading {
  const states = [...walk.lines];
  const sum = (number: (state: LineState) => number): number =>
    states.reduce((total, [, state]) => total + number(state), 0);
  const [inbound, outbound] = [sum((state) => state.inbound), sum((state) => state.outbound)];
  const unmeasuredMs = new Map(states.map(([key, state]) => [key, Math.max(0, state.unmeasuredMs)]));
  const hidden = [...unmeasuredMs].reduce(
    (total, [key, time]) => total + hiddenCrossings(time, question.busiest.get(key)),
    0,
  );
  return {
    at,
    known: walk.known,
    inbound,
    outbound,
    pending: sum((state) => state.pending),
    unmeasuredMs,
    estimate: (walk.known?.count ?? 0) + inbound - outbound,
    plusMinus: Math.ceil(hidden + (inbound + outbound) * question.errorRatio),
    unknown: walk.unknown,
  };
}

/** Crossings that unmeasured time can hide, at least one. */
const hiddenCrossings = (unmeasuredMs: number, perHour = 0): number =>
  unmeasuredMs === 0 ? 0 : Math.max(1, (unmeasuredMs / hourMs) * perHour);
