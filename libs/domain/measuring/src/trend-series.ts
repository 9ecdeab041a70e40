import {
  dayMs,
  hourMs,
  isoOf,
  quarterMs,
  type CountClass,
  type FlowDirection,
  type Measure,
  type TrendPoint,
} from '@vialog/contracts';
import { countSlots, coverageOf, reasonsUpTo } from './slot-tally.ts';
import {
  freeOf,
  hasSpaces,
  judgedMeasures,
  plansWithTurnover,
  turnoverMeasures,
  usableSlots,
} from './space-figures.ts';
import { meanStayOf, turnoverIn, turnoverOf } from './turnover-figures.ts';
import { balanceOf, flowOf, stoppedOf } from './flow-figures.ts';
import { figuresOf, rounded, type Piece, type Interval } from './trend-figures.ts';
import type { RowReader, ZoneRows } from './zone-rows.ts';
import { rowsKeyOf, type SumsRow } from './zone-sums.ts';
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
  readonly sums: readonly ZoneRows[];
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
  const byZone = new Map(
    question.sums.map((rows) => [rowsKeyOf(rows.cameraId, rows.zoneId, rows.cameraVersion), rows]),
  );
  const intervals = intervalsOf(question.edges);
  return question.groups.map(({ key, name, plans }) => {
    const rows = plansOfMeasure(plans, question.measure).map((plan) => ({
      plan,
      rowAt: readerOf(byZone, plan),
    }));
    return { key, name, points: intervals.map((interval, i) => pointOf(question, rows, interval, i)) };
  });
}

const crossingMeasures: ReadonlySet<Measure> = new Set(['flow', 'balance', 'estimate']);

/** An interval with the text of its start, which all series share. */
type PointInterval = Interval & Pick<TrendPoint, 'startAt'>;

/** Times of a day as they end an instant. */
const quarterTexts = Array.from({ length: dayMs / quarterMs }, (_, i) => isoOf(i * quarterMs).slice(10));

/** Writes the text of each day once: the texts of a year of hours take longer than their values. */
function intervalsOf(edges: readonly number[]): readonly PointInterval[] {
  let [day, date] = [NaN, ''];
  return edges.slice(1).map((to, i) => {
    const from = edges[i] as number;
    const dayOfEdge = Math.floor(from / dayMs);
    if (dayOfEdge !== day) [day, date] = [dayOfEdge, isoOf(dayOfEdge * dayMs).slice(0, 10)];
    const time = quarterTexts[(from - day * dayMs) / quarterMs];
    return { from, to, startAt: time === undefined ? isoOf(from) : date + time };
  });
}

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

/** A plan with its rows. */
interface PlanRows {
  readonly plan: ZonePlan;
  readonly rowAt: RowReader;
}

function readerOf(byZone: ReadonlyMap<string, ZoneRows>, { camera, zone }: ZonePlan): RowReader {
  const rows = byZone.get(rowsKeyOf(camera.cameraId, zone.zoneId, camera.version));
  return rows ? rows.read() : noRow;
}

const noRow: RowReader = () => undefined;

/** What is known of a point before its value is computed. */
interface PointTally {
  expected: number;
  measured: number;
  reasons: Record<string, number> | undefined;
  readonly pieces: Piece[];
}

/** Creates few objects: a year of a town has 236,520 points. */
function pointOf(
  question: TrendQuestion,
  rows: readonly PlanRows[],
  { from, to, startAt }: PointInterval,
  bucket: number,
): TrendPoint {
  const window = { from, to, now: question.now };
  const tally: PointTally = { expected: 0, measured: 0, reasons: undefined, pieces: [] };
  for (const { plan, rowAt } of rows) addPlan(tally, question.measure, { plan, row: rowAt(bucket) }, window);
  const { expected, measured, reasons, pieces } = tally;
  const { value, peak, turnover } = valueOf(question, pieces, { from, to: Math.min(to, question.now) });
  const coverage = coverageOf(tally);
  return withDetails({ startAt, value, peak, expected, measured, coverage }, turnover, reasons);
}

function addPlan(
  tally: PointTally,
  measure: Measure,
  { plan, row }: Piece,
  window: Interval & { readonly now: number },
): void {
  const { expected, measured } = countSlots(plan, row?.measured ?? 0, window);
  tally.expected += expected;
  tally.measured += addUnusable(tally, measure, { plan, row, measured });
  if (row && measured < expected && hasAny(row.gaps))
    addReasons((tally.reasons ??= {}), row.gaps, { expected, measured });
  if (plan.since < window.to && plan.until > window.from)
    tally.pieces.push({ plan, row: measured > 0 ? row : undefined });
}

/** Adds what only some points have. */
function withDetails(
  point: TrendPoint,
  turnover: TrendPoint['turnover'],
  reasons: Record<string, number> | undefined,
): TrendPoint {
  if (turnover) point.turnover = turnover;
  if (reasons && hasAny(reasons)) point.reasons = reasons;
  return point;
}

/** As `Object.keys(…).length > 0`, without the list of keys for every point. */
function hasAny(reasons: Readonly<Record<string, number>>): boolean {
  for (const reason in reasons) if (reasons[reason] !== undefined) return true;
  return false;
}

/** Adds the measured slots that the measure cannot use, and returns those that it can. */
function addUnusable(
  tally: PointTally,
  measure: Measure,
  seen: { readonly plan: ZonePlan; readonly row: SumsRow | undefined; readonly measured: number },
): number {
  const { measured } = seen;
  if (!judgedMeasures.has(measure)) return measured;
  const { usable, reason } = usableSlots(measure, seen);
  if (reason && usable < measured) add((tally.reasons ??= {}), reason, measured - usable);
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
