import { epochOf, type Camera, type Zone } from '@vialog/contracts';
import { boundaryAtOrAfter, slotOf } from './slots.ts';

/** The expected slots of one zone and one camera version. The slot keeper, the ledger and the trends read it. */
export interface ZonePlan {
  readonly camera: Camera;
  readonly zone: Zone;
  readonly slotMs: number;
  /** Start of the first expected slot, epoch ms. */
  readonly from: number;
  /** End of the last expected slot, epoch ms; Infinity while no later version is known. */
  readonly to: number;
  /** Time the version is in force, epoch ms; `until` is Infinity while no later version is known. */
  readonly since: number;
  readonly until: number;
}

/**
 * The expected slots of every zone of one or more cameras: whole slots of active versions, within the time in which the
 * version is in force. A version that a later one replaces at the same moment is never in force.
 * Versions in any order; the result is ordered by camera, version and zone.
 */
export function zonePlans(versions: readonly Camera[]): ZonePlan[] {
  return [...Map.groupBy(versions, (version) => version.cameraId).values()].flatMap(plansOfOneCamera);
}

function plansOfOneCamera(versions: readonly Camera[]): ZonePlan[] {
  const ordered = [...versions].sort((a, b) => a.version - b.version);
  return ordered.flatMap((camera, i) => {
    const from = epochOf(camera.validFromAt);
    const next = ordered[i + 1];
    const to = next ? epochOf(next.validFromAt) : Infinity;
    return camera.lifecycle === 'active' ? plansOf(camera, from, to) : [];
  });
}

function plansOf(camera: Camera, from: number, to: number): ZonePlan[] {
  return camera.zones
    .map((zone) => ({
      camera,
      zone,
      slotMs: zone.slotMs,
      from: boundaryAtOrAfter(from, zone.slotMs),
      to: to === Infinity ? Infinity : slotOf(to, zone.slotMs),
      since: from,
      until: to,
    }))
    .filter((plan) => plan.from < plan.to);
}

/** Number of expected slots of a plan that start in [from, to), epoch ms. Constant time for any interval. */
export function slotsStarting(plan: ZonePlan, from: number, to: number): number {
  const first = boundaryAtOrAfter(Math.max(from, plan.from), plan.slotMs);
  const last = Math.min(boundaryAtOrAfter(to, plan.slotMs), plan.to);
  return last > first ? (last - first) / plan.slotMs : 0;
}

/** As `slotsStarting`, but only slots that were over at `now`: a slot in progress is not expected yet. */
export function slotsOver(plan: ZonePlan, from: number, to: number, now: number): number {
  return slotsStarting(plan, from, Math.min(to, slotOf(now, plan.slotMs)));
}
