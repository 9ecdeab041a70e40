import type { Camera, ErrorDetail, Zone } from '@vialog/contracts';
import { effectiveInterval, shortestSlotMs, type EffectiveInterval } from './effective-interval.ts';

/**
 * Reports zones whose slots are shorter than two sampling intervals (docs/measuring.md): there, one late frame causes a gap.
 * `pathOf` returns the path of a zone in the request; undefined: the issue names the sampling interval instead.
 */
export function slotLengthIssues(camera: Camera, pathOf: (zone: Zone) => string | undefined): ErrorDetail[] {
  const sampling = effectiveInterval(camera);
  if (!sampling) return [];
  return camera.zones
    .filter((zone) => zone.slotMs < 2 * sampling.intervalMs)
    .map((zone) => ({ path: pathOf(zone) ?? sampling.field, message: tooShort(zone, sampling) }));
}

function tooShort(zone: Zone, sampling: EffectiveInterval): string {
  const slowest = zone.slotMs / 2;
  const faster =
    sampling.field === 'plan.fps'
      ? `plan.fps to at least ${ceil3(1000 / slowest)}`
      : `${sampling.field} to at most ${slowest}`;
  return (
    `zone "${zone.zoneId}" has slots of ${zone.slotMs} ms and a picture only every ${Math.round(sampling.intervalMs)} ms, ` +
    `expected at least two pictures a slot: set ${faster}, or slotMs of the zone to at least ${shortestSlotMs(2 * sampling.intervalMs)}`
  );
}

const ceil3 = (value: number): number => Math.ceil(value * 1000) / 1000;
