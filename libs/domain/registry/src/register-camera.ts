import {
  dayMs,
  epochOf,
  eventRetentionMs,
  isoOf,
  streamKindOf,
  type Camera,
  type CameraInput,
} from '@vialog/contracts';
import { slotLengthIssues, effectiveInterval, trackingRateIssues } from '@vialog/measuring';
import { checkSurroundings, rejectIssues } from './camera-checks.ts';
import { completeZones, pathOf } from './complete-zones.ts';
import { withModelInForce } from './model-bindings/resolve-model.ts';
import { newId } from './new-id.ts';
import type { Registry } from './registry.ts';
import { protectStream } from './stream-secrets.ts';
import { overlapIssues, stoppedIssues } from './zone-rules.ts';

/**
 * Registers a camera; its first version is valid at once.
 * @throws {VialogError} VALIDATION_FAILED, STREAM_REFUSED, MODEL_NOT_FOUND, SITE_NOT_FOUND, CODE_TAKEN or
 * SECRETS_UNAVAILABLE
 */
export async function registerCamera(registry: Registry, input: CameraInput): Promise<Camera> {
  const { zones: sent, credentials, countsFromAt, ...fields } = input;
  const streamKind = streamKindOf(input.stream.url);
  const isCounter = streamKind === 'counter';
  const interval = effectiveInterval({ ...fields, streamKind });
  const set = completeZones(sent, { before: [], interval, isCounter });
  rejectIssues(set.issues);
  const now = registry.clock.now();
  const at = isoOf(now);
  const validFrom = validFromOf(countsFromAt, { isCounter, now });
  const unprotected: Camera = {
    ...fields,
    cameraId: newId(registry.random),
    version: 1,
    validFromAt: isoOf(validFrom),
    createdAt: at,
    streamKind,
    zones: [...set.zones],
  };
  const camera = await protectStream(registry.secrets, unprotected, { credentials });
  const path = (zone: { zoneId: string }) => slotPathOf(sent, zone.zoneId);
  rejectIssues([
    ...slotLengthIssues(camera, path),
    ...trackingRateIssues(camera, () => undefined),
    ...stoppedIssues(camera.zones, (zoneId) => pathOf(sent, zoneId)),
    ...overlapIssues(camera.zones, (zoneId) => pathOf(sent, zoneId)),
  ]);
  await checkSurroundings(registry, camera);
  const bound = await withModelInForce(registry, camera);
  await registry.store.put({ basedOn: 0, camera: bound });
  return bound;
}

/** A counter can have counts from before its registration; a camera has none. */
function validFromOf(
  countsFromAt: string | undefined,
  { isCounter, now }: { readonly isCounter: boolean; readonly now: number },
): number {
  if (countsFromAt === undefined) return now;
  const path = 'countsFromAt';
  if (!isCounter) rejectIssues([{ path, message: 'only a counter has counts from before its registration' }]);
  const at = epochOf(countsFromAt);
  if (at > now || at < now - eventRetentionMs)
    rejectIssues([
      { path, message: `expected a time in the last ${eventRetentionMs / dayMs} days, found ${isoOf(at)}` },
    ]);
  return at;
}

function slotPathOf(sent: CameraInput['zones'], zoneId: string): string | undefined {
  return sent.some((zone) => zone.zoneId === zoneId) ? `${pathOf(sent, zoneId)}.slotMs` : undefined;
}
