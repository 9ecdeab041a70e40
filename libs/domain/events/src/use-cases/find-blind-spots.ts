import { isoOf, type BlindSpot, type CoverageAnswer, type CoverageQuery } from '@vialog/contracts';
import { coverageOf, slotOf, zonePlans, type SlotTally, type ZonePlan } from '@vialog/measuring';
import type { SearchWindow } from '../query/search-window.ts';
import { sumOfTallies, tallyPieces, type PieceTally, type PlanPieces } from '../completeness/tally-pieces.ts';
import { zoneKey } from '../trend-reader.port.ts';
import type { EventPorts } from './event-ports.ts';
import { windowFrom } from './time-window.ts';

/**
 * Zones and how much of them was seen, the worst first. Only slots whose time is over count (their end and the
 * lateness limit have passed), so nothing here is pending; `to` is cut accordingly. Errors: VALIDATION_FAILED.
 */
export async function findBlindSpots(ports: EventPorts, query: CoverageQuery): Promise<CoverageAnswer> {
  const settled = ports.clock.now() - ports.latenessMs;
  const asked = windowFrom(query, settled);
  const window = { from: asked.from, to: Math.max(asked.from, Math.min(asked.to, settled)) };
  const plans = zonePlans(await ports.cameras.versions());
  const pieces = plans.flatMap((plan) => settledPiece(plan, window, settled));
  const tallies = await tallyPieces(ports.trends, pieces, { now: settled, latenessMs: 0 });
  const total = sumOfTallies(tallies.map(({ tally }) => tally));
  return {
    from: isoOf(window.from),
    to: isoOf(window.to),
    expected: total.expected,
    measured: total.measured,
    coverage: coverageOf(total),
    items: spotsOf(tallies)
      .filter(({ coverage }) => coverage !== null && coverage < query.below)
      .sort(worstFirst),
  };
}

/** Slots that were over at `settled`; a later slot could be measured already but is not asked for. */
function settledPiece(plan: ZonePlan, window: SearchWindow, settled: number): readonly PlanPieces[] {
  const to = Math.min(window.to, slotOf(settled, plan.slotMs));
  return window.from < to ? [{ plan, pieces: [{ from: window.from, to }] }] : [];
}

function spotsOf(tallies: readonly PieceTally[]): readonly BlindSpot[] {
  const zones = Map.groupBy(tallies, ({ plan: { camera, zone } }) =>
    zoneKey({ cameraId: camera.cameraId, zoneId: zone.zoneId }),
  );
  return [...zones.values()].flatMap((ofZone) => {
    const plan = ofZone[0]?.plan;
    return plan ? [spotOf(plan, sumOfTallies(ofZone.map(({ tally }) => tally)))] : [];
  });
}

const spotOf = ({ camera, zone }: ZonePlan, tally: SlotTally): BlindSpot => ({
  cameraId: camera.cameraId,
  zoneId: zone.zoneId,
  expected: tally.expected,
  measured: tally.measured,
  coverage: coverageOf(tally),
  reasons: { ...tally.reasons },
});

function worstFirst(a: BlindSpot, b: BlindSpot): number {
  return (
    (a.coverage ?? 1) - (b.coverage ?? 1) ||
    b.expected - b.measured - (a.expected - a.measured) ||
    (zoneKey(a) < zoneKey(b) ? -1 : 1)
  );
}
