import {
  type ComparedMeasure,
  type CounterComparison,
  type GapReason,
  type TrendPoint,
} from '@vialog/contracts';
import { localDayOf } from '@vialog/measuring';
import type { FigurePair } from '@vialog/statistics';
import type { EventPorts } from '../use-cases/event-ports.ts';
import { readSeries } from '../use-cases/read-series.ts';
import type { ComparedPeriod } from './compared-period.ts';
import type { ComparedSide } from './compared-sides.ts';

export interface PairedIntervals {
  readonly pairs: readonly FigurePair[];
  readonly leftOut: CounterComparison['leftOut'];
}

interface PairRequest {
  readonly measure: ComparedMeasure;
  readonly period: ComparedPeriod;
  readonly minCoverage: number;
}

/** The figures of every interval that both sides measured well enough; the others by what is missing. */
export async function pairIntervals(
  ports: EventPorts,
  [camera, counter]: readonly [ComparedSide, ComparedSide],
  { measure, period, minCoverage }: PairRequest,
): Promise<PairedIntervals> {
  const edges = edgesOf(period);
  const points = [
    await pointsOf(ports, camera, { measure, edges }),
    await pointsOf(ports, counter, { measure, edges }),
  ] as const;
  const pairs: FigurePair[] = [];
  const leftOut = { camera: 0, counter: 0, both: 0, notExpected: 0 };
  const gaps = { camera: new Map<GapReason, number>(), counter: new Map<GapReason, number>() };
  edges.slice(0, -1).forEach((edge, i) => {
    const [one, other] = [points[0][i], points[1][i]];
    if (!one || !other || one.expected === 0 || other.expected === 0) {
      leftOut.notExpected += 1;
      return;
    }
    const [value, reference] = [usable(one, minCoverage), usable(other, minCoverage)];
    if (value !== undefined && reference !== undefined) {
      pairs.push({ day: localDayOf(edge, camera.group.timeZone), value, reference });
      return;
    }
    leftOut[shortSide(value, reference)] += 1;
    if (value === undefined) addGaps(gaps.camera, one);
    if (reference === undefined) addGaps(gaps.counter, other);
  });
  return {
    pairs,
    leftOut: { ...leftOut, cameraGaps: mostFirst(gaps.camera), counterGaps: mostFirst(gaps.counter) },
  };
}

const edgesOf = ({ from, to, intervalMs }: ComparedPeriod): readonly number[] =>
  Array.from({ length: (to - from) / intervalMs + 1 }, (_, i) => from + i * intervalMs);

async function pointsOf(
  ports: EventPorts,
  { group, direction, classes }: ComparedSide,
  { measure, edges }: { readonly measure: ComparedMeasure; readonly edges: readonly number[] },
): Promise<readonly TrendPoint[]> {
  const [series] = await readSeries(ports, [group], { measure, direction, classes, edges });
  return series?.points ?? [];
}

const usable = ({ value, coverage }: TrendPoint, minCoverage: number): number | undefined =>
  value !== null && coverage !== null && coverage >= minCoverage ? value : undefined;

function shortSide(value: number | undefined, reference: number | undefined): 'camera' | 'counter' | 'both' {
  if (value === undefined) return reference === undefined ? 'both' : 'camera';
  return 'counter';
}

/** Adds the slots that were not measured by reason; those without a record are `unreported`. */
function addGaps(gaps: Map<GapReason, number>, { expected, measured, reasons = {} }: TrendPoint): void {
  let unexplained = expected - measured;
  for (const [reason, slots] of Object.entries(reasons)) {
    gaps.set(reason as GapReason, (gaps.get(reason as GapReason) ?? 0) + slots);
    unexplained -= slots;
  }
  if (unexplained > 0) gaps.set('unreported', (gaps.get('unreported') ?? 0) + unexplained);
}

const mostFirst = (gaps: ReadonlyMap<GapReason, number>): CounterComparison['leftOut']['cameraGaps'] =>
  [...gaps]
    .map(([reason, slots]) => ({ reason, slots }))
    .sort((a, b) => b.slots - a.slots || (a.reason < b.reason ? -1 : 1));
