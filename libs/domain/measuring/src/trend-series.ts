import {
  hourMs,
  isoOf,
  type CountClass,
  type FlowDirection,
  type Measure,
  type TrendPoint,
} from '@vialog/contracts';
import { countSlots, coverageOf, reasonsUpTo } from './slot-tally.ts';
import { freeOf, hasSpaces, plansWithTurnover, turnoverMeasures, usableSlots } from './space-figures.ts';
import { meanStayOf, turnoverIn, turnoverOf } from './turnover-figures.ts';
import { balanceOf, flowOf, stoppedOf } from './flow-figures.ts';
import { figuresOf, rounded, type Piece, type Interval } from './trend-figures.ts';
import { SumsIndex, type SumsRow } from './zone-sums.ts';
import type { ZonePlan } from './zone-plan.ts';

/** One line of a trend: a zone, or the main zones of a site. */
export interface TrendGroup {
  readonly key: string;
  readonly name: string;
  readonly plans: readonly ZonePlan[];
}

export interface TrendQuestion {
  readonly measure: Measure;
  /** Classes to add up. Default: the total. */
  readonly classes?: readonly CountClass[] | undefined;
  /** Of the measure flow. Default: both. */
  readonly direction?: FlowDirection | undefined;
  /** Ascending epoch ms; point i covers [edges[i], edges[i+1]). */
  readonly edges: readonly number[];
  /** Current time, epoch ms. */
  readonly now: number;
  readonly groups: readonly TrendGroup[];
  /** Sums over the same edges. */
  readonly sums: readonly SumsRow[];
}

export interface TrendSeries {
  readonly key: string;
  readonly name: string;
  readonly points: TrendPoint[];
}

/** Plans of the main zones of a site, for the time in which they were main zones of the site. */
export function plansOfSite(plans: readonly ZonePlan[], siteId: string): ZonePlan[] {
  return plans.filter((plan) => plan.zone.siteId === siteId && plan.zone.role === 'main');
}

/**
 * A measure over time, one series per group, oldest point first. The figure of a site is the sum of the means of its zones
 * over measured time; `value` is null if no slot was measured; every point has its coverage.
 */
export function trendSeries(question: TrendQuestion): TrendSeries[] {
  const index = new SumsIndex(question.sums);
  const intervals = question.edges.slice(1).map((to, i) => intervalOf(question.edges[i] as number, to));
  return question.groups.map(({ key, name, plans }) => {
    const rows = plansOfMeasure(plans, question.measure).map(
      (plan) => new PlanRows(plan, index.ascending(plan)),
    );
    return { key, name, points: intervals.map((interval) => pointOf(question, rows, interval)) };
  });
}

const crossingMeasures: ReadonlySet<Measure> = new Set(['flow', 'balance', 'estimate']);

/** An interval with the text of its start, which all series share. */
type PointInterval = Interval & Pick<TrendPoint, 'startAt'>;

const intervalOf = (from: number, to: number): PointInterval => ({ from, to, startAt: isoOf(from) });

/** The zones of a series that have a measure. */
export function plansOfMeasure(plans: readonly ZonePlan[], measure: Measure): readonly ZonePlan[] {
  if (turnoverMeasures.has(measure)) return plansWithTurnover(plans);
  return plans.filter((plan) => hasMeasure(plan, measure));
}

/** A line has crossings, every other zone what is present, and some of them spaces or stopped vehicles. */
function hasMeasure({ zone }: ZonePlan, measure: Measure): boolean {
  if (measure === 'free') return hasSpaces({ zone });
  if (measure === 'stopped') return zone.stopped !== undefined;
  return (zone.kind === 'line') === crossingMeasures.has(measure);
}

/** The rows of a plan, read once in order of time: a look-up per point would take most of the time of a year by hour. */
class PlanRows {
  readonly plan: ZonePlan;
  readonly #rows: readonly SumsRow[];
  #next = 0;

  constructor(plan: ZonePlan, ascending: readonly SumsRow[]) {
    this.plan = plan;
    this.#rows = ascending;
  }

  /** The row of an interval. Call with ascending starts. */
  at(start: number): SumsRow | undefined {
    let row = this.#rows[this.#next];
    while (row && row.start < start) {
      this.#next += 1;
      row = this.#rows[this.#next];
    }
    return row?.start === start ? row : undefined;
  }
}

function pointOf(question: TrendQuestion, rows: readonly PlanRows[], interval: PointInterval): TrendPoint {
  const { from, to, startAt } = interval;
  const window = { from, to, now: question.now };
  const tally = { expected: 0, measured: 0 };
  const reasons: Record<string, number> = {};
  const pieces: Piece[] = [];
  for (const each of rows) {
    const { plan } = each;
    const row = each.at(from);
    const ofPlan = countSlots(plan, row?.measured ?? 0, window);
    tally.expected += ofPlan.expected;
    tally.measured += addUnusable(reasons, question.measure, { plan, row, measured: ofPlan.measured });
    if (row && ofPlan.measured < ofPlan.expected) addReasons(reasons, row.gaps, ofPlan);
    if (plan.since < to && plan.until > from)
      pieces.push({ plan, row: ofPlan.measured > 0 ? row : undefined });
  }
  const { value, peak, turnover } = valueOf(question, pieces, { from, to: Math.min(to, question.now) });
  const { expected, measured } = tally;
  const point: TrendPoint = { startAt, value, peak, expected, measured, coverage: coverageOf(tally) };
  return withDetails(point, turnover, reasons);
}

/** Adds what only some points have. */
function withDetails(
  point: TrendPoint,
  turnover: TrendPoint['turnover'],
  reasons: Record<string, number>,
): TrendPoint {
  if (turnover) point.turnover = turnover;
  if (hasAny(reasons)) point.reasons = reasons;
  return point;
}

/** As `Object.keys(…).length > 0`, without the list of keys for every point. */
function hasAny(reasons: Readonly<Record<string, number>>): boolean {
  for (const reason in reasons) if (reasons[reason] !== undefined) return true;
  return false;
}

/** Adds the measured slots that the measure cannot use, and returns those that it can. */
function addUnusable(
  reasons: Record<string, number>,
  measure: Measure,
  seen: { readonly plan: ZonePlan; readonly row: SumsRow | undefined; readonly measured: number },
): number {
  const { measured } = seen;
  const { usable, reason } = usableSlots(measure, seen);
  if (reason && usable < measured) add(reasons, reason, measured - usable);
  return usable;
}

/** Adds the explained gaps of a plan, of at most as many slots as were not measured. */
function addReasons(
  reasons: Record<string, number>,
  gaps: SumsRow['gaps'],
  { expected, measured }: { readonly expected: number; readonly measured: number },
): void {
  for (const [reason, slots] of Object.entries(reasonsUpTo(expected - measured, gaps)))
    add(reasons, reason, slots);
}

function add(reasons: Record<string, number>, reason: string, slots: number): void {
  reasons[reason] = (reasons[reason] ?? 0) + slots;
}

function valueOf(
  { measure, classes, direction = 'both' }: TrendQuestion,
  pieces: readonly Piece[],
  interval: Interval,
): Pick<TrendPoint, 'value' | 'peak' | 'turnover'> {
  if (turnoverMeasures.has(measure)) return turnoverPoint(measure, pieces);
  if (measure === 'free') return { value: freeOf(pieces, interval), peak: null };
  if (measure === 'stopped') return stoppedOf(pieces, interval);
  if (measure === 'flow') return { value: flowOf(pieces, interval, { classes, direction }), peak: null };
  // The estimate also needs set counts: its values are added afterwards.
  if (measure === 'estimate') return { value: null, peak: null };
  if (measure === 'balance') return { value: balanceOf(pieces, classes), peak: null };
  const figures = figuresOf(pieces, interval, classes);
  return measure === 'presence'
    ? { value: figures.presence, peak: figures.peak }
    : { value: figures.occupancy, peak: null };
}

/** Value and sums of turnover or mean stay. */
function turnoverPoint(
  measure: Measure,
  pieces: readonly Piece[],
): Pick<TrendPoint, 'value' | 'peak' | 'turnover'> {
  const sums = turnoverIn(pieces);
  const value = measure === 'stay' ? meanStayOf(sums) : turnoverOf(sums);
  if (!sums) return { value, peak: null };
  const { arrivals, departures, comparedMs, occupiedMs } = sums;
  const hours = (ms: number): number => rounded(ms / hourMs);
  const turnover = {
    arrivals,
    departures,
    comparedHours: hours(comparedMs),
    occupiedHours: hours(occupiedMs),
  };
  return { value, peak: null, turnover };
}
