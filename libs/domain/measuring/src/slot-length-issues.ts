import type { Camera, ErrorDetail, Zone } from '@vialog/contracts';
import { effectiveInterval, shortestSlotMs, type EffectiveInterval } from './effective-interval.ts';

/**
 * A slot holds at least two sampling intervals (docs/measuring.md), or one late frame makes a gap.
 * `pathOf` says where in the request a zone stands; undefined points at the sampling interval instead.
 */
export function slotLengthIssues(camera: Camera, pathOf: (zone: Zone) => string | undefined): ErrorDetail[] {
  const pace = effectiveInterval(camera);
  if (!pace) return [];
  return camera.zones
    .filter((zone) => zone.slotMs < 2 * pace.intervalMs)
    .map((zone) => ({ path: pathOf(zone) ?? pace.field, message: tooShort(zone, pace) }));
}

function tooShort(zone: Zone, pace: EffectiveInterval): string {
  const slowest = zone.slotMs / 2;
  const faster =
    pace.field === 'plan.fps'
      ? `plan.fps to at least ${ceil3(1000 / slowest)}`
      : `${pace.field} to at most ${slowest}`;
  return (
    `zone "${zone.zoneId}" has slots of ${zone.slotMs} ms and a picture only every ${Math.round(pace.intervalMs)} ms, ` +
    `expected at least two pictures a slot: set ${faster}, or slotMs of the zone to at least ${shortestSlotMs(2 * pace.intervalMs)}`
  );
}

const ceil3 = (value: number): number => Math.ceil(value * 1000) / 1000;
