import { hourMs, isoOf, type Camera, type LedgerRow } from '@vialog/contracts';
import { addTallies, emptyTally, tallyOf, type SlotTally, type TallyWindow } from './slot-tally.ts';
import { boundaryAtOrAfter, slotOf } from './slots.ts';
import { zonePlans, type ZonePlan } from './zone-plan.ts';
import { SumsIndex, type SumsRow } from './zone-sums.ts';

type LedgerSums = Pick<SumsRow, 'cameraId' | 'zoneId' | 'cameraVersion' | 'start' | 'measured' | 'gaps'>;

export interface LedgerQuestion extends TallyWindow {
  /** All versions of the requested cameras. */
  readonly versions: readonly Camera[];
  /** Sums by UTC hour: `start` is the start of the hour. */
  readonly sums: readonly LedgerSums[];
}

interface OneZone {
  readonly cameraId: string;
  readonly zoneId: string;
  readonly plans: readonly ZonePlan[];
}

/**
 * The ledger of all expected slots, by UTC hour, camera and zone. Hours without an expected slot are omitted. `from` and
 * `to` are extended to whole hours, because the sums are hourly.
 */
export function ledgerRows(question: LedgerQuestion): LedgerRow[] {
  const { now, latenessMs } = question;
  const index = new SumsIndex(question.sums);
  const zones = byZone(zonePlans(question.versions));
  const last = Math.min(boundaryAtOrAfter(question.to, hourMs), boundaryAtOrAfter(now, hourMs));
  const rows: LedgerRow[] = [];
  for (let from = slotOf(question.from, hourMs); from < last; from += hourMs) {
    for (const zone of zones) {
      const tally = tallyOfZone(zone.plans, index, { from, to: from + hourMs, now, latenessMs });
      if (tally.expected > 0) rows.push(rowOf(zone, from, tally));
    }
  }
  return rows;
}

function tallyOfZone(
  plans: readonly ZonePlan[],
  index: SumsIndex<LedgerSums>,
  window: TallyWindow,
): SlotTally {
  return plans
    .map((plan) => tallyOf(plan, index.of(plan).get(window.from), window))
    .reduce(addTallies, emptyTally);
}

function rowOf({ cameraId, zoneId }: OneZone, hour: number, tally: SlotTally): LedgerRow {
  return { cameraId, zoneId, hourStartAt: isoOf(hour), ...tally, reasons: { ...tally.reasons } };
}

function byZone(plans: readonly ZonePlan[]): OneZone[] {
  const groups = Map.groupBy(plans, (plan) => `${plan.camera.cameraId}/${plan.zone.zoneId}`);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, [first, ...rest]]) => {
      const plan = first as ZonePlan;
      return { cameraId: plan.camera.cameraId, zoneId: plan.zone.zoneId, plans: [plan, ...rest] };
    });
}
