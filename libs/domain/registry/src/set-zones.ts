import type { Camera, ErrorDetail, Zone, ZonesInput } from '@vialog/contracts';
import { slotLengthIssues, effectiveInterval, trackingRateIssues } from '@vialog/measuring';
import { checkSurroundings, rejectIssues } from './camera-checks.ts';
import { completeZones, pathOf } from './complete-zones.ts';
import { changeVersion, rejectRetired } from './next-version.ts';
import { samplingWarnings } from './sampling-warnings.ts';
import type { Registry } from './registry.ts';
import { overlapIssues, stoppedIssues, overlapWarnings, reuseIssues } from './zone-rules.ts';

export interface ZonesSet {
  readonly camera: Camera;
  readonly warnings: readonly string[];
}

/**
 * Replaces the zones of a camera from its next slot boundary on. The zone "view" always remains.
 * @throws {VialogError} CAMERA_NOT_FOUND, VALIDATION_FAILED (shape, privacy floor, overlap, sampling interval, a zone id that
 * was used before), SITE_NOT_FOUND, CAMERA_CHANGED or LIFECYCLE_REFUSED
 */
export async function setZones(registry: Registry, cameraId: string, input: ZonesInput): Promise<ZonesSet> {
  const warnings: string[] = [];
  const camera = await changeVersion(registry, cameraId, async (latest) => {
    rejectRetired(latest);
    const isCounter = latest.streamKind === 'counter';
    const interval = effectiveInterval(latest);
    const set = completeZones(input.zones, { before: latest.zones, interval, isCounter });
    rejectIssues(set.issues);
    const next: Camera = { ...latest, zones: [...set.zones] };
    rejectIssues(await zoneIssues(registry, latest, next, input));
    await checkSurroundings(registry, next, latest);
    warnings.push(...set.warnings, ...overlapWarnings(next.zones), ...samplingWarnings(next));
    return next;
  });
  return { camera, warnings };
}

async function zoneIssues(
  registry: Registry,
  latest: Camera,
  next: Camera,
  input: ZonesInput,
): Promise<ErrorDetail[]> {
  const used = await registry.store.zoneIdsEverUsed(latest.cameraId);
  const path = (zoneId: string) => pathOf(input.zones, zoneId);
  return [
    ...reuseIssues({ before: latest.zones, used }, next.zones, path),
    ...overlapIssues(next.zones, path),
    ...slotLengthIssues(next, (zone: Zone) => `${path(zone.zoneId)}.slotMs`),
    ...trackingRateIssues(next, (zone: Zone) => path(zone.zoneId)),
    ...stoppedIssues(next.zones, path),
  ];
}
