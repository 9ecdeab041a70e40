import { isoOf, type CountClass, type Measure, type TrendPoint } from '@vialog/contracts';
import { addTallies, coverageOf, emptyTally, tallyOf, type SlotTally } from './slot-tally.ts';
import { figuresOf } from './trend-figures.ts';
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
  return question.groups.map(({ key, name, plans }) => {
    const rows = plans.map((plan) => ({ plan, byStart: index.of(plan) }));
    const intervals = question.edges.slice(1).map((to, i) => ({ from: question.edges[i] as number, to }));
    return { key, name, points: intervals.map((interval) => pointOf(question, rows, interval)) };
  });
}

interface PlanRows {
  readonly plan: ZonePlan;
  readonly byStart: ReadonlyMap<number, SumsRow>;
}

function pointOf(
  question: TrendQuestion,
  rows: readonly PlanRows[],
  interval: { from: number; to: number },
): TrendPoint {
  const window = { ...interval, now: question.now, latenessMs: 0 };
  let tally: SlotTally = emptyTally;
  const pieces = [];
  for (const { plan, byStart } of rows) {
    const row = byStart.get(interval.from);
    const ofPlan = tallyOf(plan, row, window);
    tally = addTallies(tally, ofPlan);
    if (plan.since < interval.to && plan.until > interval.from)
      pieces.push({ plan, row: ofPlan.measured > 0 ? row : undefined });
  }
  const figures = figuresOf(
    pieces,
    { ...interval, to: Math.min(interval.to, question.now) },
    question.classes,
  );
  return {
    startAt: isoOf(interval.from),
    value: question.measure === 'presence' ? figures.presence : figures.occupancy,
    peak: question.measure === 'presence' ? figures.peak : null,
    expected: tally.expected,
    measured: tally.measured,
    coverage: coverageOf(tally),
  };
}
