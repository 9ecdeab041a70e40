import {
  isoOf,
  zoneKey,
  type ZoneCoverage,
  type CoverageResponse,
  type CoverageQuery,
} from '@vialog/contracts';
import { coverageOf, slotOf, type SlotTally, type ZonePlan } from '@vialog/measuring';
import type { TimeWindow } from '../query/time-window.ts';
import { plansOf } from '../completeness/plans-of.ts';
import { sumOfTallies, tallyPieces, type PieceTally, type PlanPieces } from '../completeness/tally-pieces.ts';
import type { EventPorts } from './event-ports.ts';
import { windowFrom } from './window-from.ts';

/**
 * Zones with their coverage, the lowest first. Only slots past their end and the lateness limit count, so none is pending;
 * `to` is moved back accordingly.
 * @throws {VialogError} VALIDATION_FAILED when `from` is not before `to`
 */
export async function findLowCoverage(ports: EventPorts, query: CoverageQuery): Promise<CoverageResponse> {
  const ended = ports.clock.now() - ports.latenessMs;
  const requested = windowFrom(query, ended);
  const window = { from: requested.from, to: Math.max(requested.from, Math.min(requested.to, ended)) };
  const plans = plansOf(await ports.cameras.versions());
  const pieces = plans.flatMap((plan) => endedPiece(plan, window, ended));
  const tallies = await tallyPieces(ports.trends, pieces, { now: ended, latenessMs: 0 });
  const total = sumOfTallies(tallies.map(({ tally }) => tally));
  return {
    from: isoOf(window.from),
    to: isoOf(window.to),
    expected: total.expected,
    measured: total.measured,
    coverage: coverageOf(total),
    items: zoneCoverages(tallies)
      .filter(({ coverage }) => coverage !== null && coverage < query.below)
      .sort(lowestCoverageFirst),
  };
}

/** Slots that ended by `ended`. A later slot may be measured already, but does not count yet. */
function endedPiece(plan: ZonePlan, window: TimeWindow, ended: number): readonly PlanPieces[] {
  const to = Math.min(window.to, slotOf(ended, plan.slotMs));
  return window.from < to ? [{ plan, pieces: [{ from: window.from, to }] }] : [];
}

function zoneCoverages(tallies: readonly PieceTally[]): readonly ZoneCoverage[] {
  const zones = Map.groupBy(tallies, ({ plan: { camera, zone } }) =>
    zoneKey({ cameraId: camera.cameraId, zoneId: zone.zoneId }),
  );
  return [...zones.values()].flatMap((ofZone) => {
    const plan = ofZone[0]?.plan;
    return plan ? [zoneCoverageOf(plan, sumOfTallies(ofZone.map(({ tally }) => tally)))] : [];
  });
}

const zoneCoverageOf = ({ camera, zone }: ZonePlan, tally: SlotTally): ZoneCoverage => ({
  cameraId: camera.cameraId,
  zoneId: zone.zoneId,
  expected: tally.expected,
  measured: tally.measured,
  coverage: coverageOf(tally),
  reasons: { ...tally.reasons },
});

function lowestCoverageFirst(a: ZoneCoverage, b: ZoneCoverage): number {
  return (
    (a.coverage ?? 1) - (b.coverage ?? 1) ||
    b.expected - b.measured - (a.expected - a.measured) ||
    (zoneKey(a) < zoneKey(b) ? -1 : 1)
  );
}
