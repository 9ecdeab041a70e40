import type { Measure, TrendReason } from '@vialog/contracts';
import { hasTurnover } from './space-changes.ts';
import { sumOfMeans, type Interval, type Piece } from './trend-figures.ts';
import type { ZonePlan } from './zone-plan.ts';
import type { SumsRow } from './zone-sums.ts';

/** Whether the spaces of a zone are known: it has bays, or a number of spaces. */
export const hasSpaces = ({ zone }: Pick<ZonePlan, 'zone'>): boolean =>
  zone.kind === 'bays' || (zone.kind === 'area' && zone.capacity !== undefined);

/**
 * Mean number of spaces known to be free, summed over the zones; null if no space was judged. A space of unknown state is not
 * free, and nothing takes its place. An area with more vehicles than spaces has a negative number.
 */
export function freeOf(pieces: readonly Piece[], interval: Interval): number | null {
  return sumOfMeans(pieces, interval, (ofZone) => {
    let [time, judged, free] = [0, 0, 0];
    for (const { plan, row } of ofZone) {
      if (!row) continue;
      time += row.measured * plan.slotMs;
      judged += (row.capacity - row.unknown) * plan.slotMs;
      free += (row.capacity - row.unknown - row.occupied) * plan.slotMs;
    }
    return judged === 0 ? undefined : free / time;
  });
}

/** Slots that a measure can use, and why it cannot use the other measured slots. */
export interface UsableSlots {
  readonly usable: number;
  readonly reason?: TrendReason;
}

/** Zones of a series that have the measure. Zones with too few spaces for turnover remain where the series has no other spaces. */
export function plansWithTurnover<P extends Pick<ZonePlan, 'zone'>>(plans: readonly P[]): readonly P[] {
  const bays = plans.filter(({ zone }) => zone.kind === 'bays');
  const large = bays.filter(({ zone }) => hasTurnover(zone));
  return large.length > 0 ? large : bays;
}

export const turnoverMeasures: ReadonlySet<Measure> = new Set(['turnover', 'stay']);

/** Measures that can use a part of the measured slots. */
export const judgedMeasures: ReadonlySet<Measure> = new Set([...turnoverMeasures, 'free']);

/**
 * Measured slots of a plan in an interval that a measure can use. Free spaces are measured as far as the spaces are judged:
 * of slots in which a quarter of the spaces is unknown, three quarters are usable, rounded to whole slots. Turnover and stay
 * likewise, as far as the spaces were compared with earlier states.
 */
export function usableSlots(
  measure: Measure,
  { row, measured, plan }: { row: SumsRow | undefined; measured: number; plan: ZonePlan },
): UsableSlots {
  if (turnoverMeasures.has(measure)) return comparedSlots(plan, row?.turnover, measured);
  if (measure !== 'free' || !row || row.unknown === 0) return { usable: measured };
  const judged = (row.capacity - row.unknown) / row.capacity;
  return { usable: Math.round(measured * judged), reason: 'unknown_spaces' };
}

function comparedSlots(
  { zone, slotMs }: ZonePlan,
  turnover: SumsRow['turnover'],
  measured: number,
): UsableSlots {
  if (!hasTurnover(zone)) return { usable: 0, reason: 'too_few_spaces' };
  const slots = Math.round((turnover?.comparedMs ?? 0) / ((zone.bays?.length ?? 1) * slotMs));
  return { usable: Math.min(measured, slots), reason: 'not_compared' };
}
