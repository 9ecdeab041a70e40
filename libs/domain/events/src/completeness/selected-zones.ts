import type { ZonePlan } from '@vialog/measuring';
import type { EventQuery } from '../event-query.ts';
import { timeCondition } from './time-condition.ts';

/** The zones (of camera versions) that a query selects: their place satisfies it and they are active in its window. */
export function selectedZones(plans: readonly ZonePlan[], query: EventQuery): readonly ZonePlan[] {
  return plans.filter(
    (plan) =>
      plan.from < query.to && plan.to > query.from && timeCondition(query.where, plan).kind !== 'none',
  );
}

/**
 * The time zone of most cameras that a query selects; each camera counts once, with its newest version. On a tie the
 * first in the alphabet; UTC where the query selects no camera.
 */
export function usualTimeZone(plans: readonly ZonePlan[], query: EventQuery): string {
  const byCamera = new Map<string, ZonePlan>();
  for (const plan of selectedZones(plans, query)) {
    const known = byCamera.get(plan.camera.cameraId);
    if (!known || plan.camera.version > known.camera.version) byCamera.set(plan.camera.cameraId, plan);
  }
  const zones = Map.groupBy(byCamera.values(), ({ camera }) => camera.timeZone);
  const [usual] = [...zones].sort(([a, ofA], [b, ofB]) => ofB.length - ofA.length || (a < b ? -1 : 1));
  return usual?.[0] ?? 'UTC';
}
