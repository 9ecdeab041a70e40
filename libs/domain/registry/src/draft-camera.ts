import {
  cameraInput,
  isoOf,
  streamKindOf,
  type Camera,
  type Credentials,
  type ModelBinding,
  type SamplingPlan,
  type Stream,
  type ZoneInput,
} from '@vialog/contracts';
import { effectiveInterval, slotLengthIssues, trackingRateIssues } from '@vialog/measuring';
import { checkSurroundings, rejectIssues } from './camera-checks.ts';
import { completeZones, pathOf } from './complete-zones.ts';
import { withModelInForce } from './model-bindings/resolve-model.ts';
import { newId } from './new-id.ts';
import type { Registry } from './registry.ts';
import { samplingWarnings } from './sampling-warnings.ts';
import { protectStream } from './stream-secrets.ts';
import { overlapIssues, stoppedIssues, overlapWarnings } from './zone-rules.ts';

export interface UnregisteredStream {
  readonly stream: Stream;
  readonly credentials?: Credentials | undefined;
  readonly region: string;
}

/**
 * A camera record with a temporary id for a stream that is not registered. It is not stored; its secrets are encrypted like
 * those of a camera. It has no zones: a trial completes them with its own plan.
 * @throws {VialogError} VALIDATION_FAILED, STREAM_REFUSED or SECRETS_UNAVAILABLE
 */
export async function temporaryCamera(registry: Registry, input: UnregisteredStream): Promise<Camera> {
  const { stream, credentials, region } = input;
  if (streamKindOf(stream.url) === 'counter')
    rejectIssues([
      { path: 'stream.url', message: 'a counter has no pictures; expected the URL of a stream' },
    ]);
  const fields = cameraInput.parse({
    name: 'temporary',
    position: [0, 0],
    stream,
    tags: [`region:${region}`],
    lifecycle: 'draft',
  });
  const at = isoOf(registry.clock.now());
  const camera = await protectStream(
    registry.secrets,
    {
      ...fields,
      cameraId: newId(registry.random),
      version: 1,
      validFromAt: at,
      createdAt: at,
      streamKind: streamKindOf(stream.url),
      zones: [],
    },
    { credentials },
  );
  await checkSurroundings(registry, camera);
  return withModelInForce(registry, camera);
}

export interface DraftZones {
  readonly zones: readonly ZoneInput[];
  /** Default: the model of the camera. */
  readonly model?: ModelBinding | undefined;
  /** Default: the plan of the camera. */
  readonly plan?: SamplingPlan | undefined;
}

export interface CheckedDraft {
  /** The camera with the draft zones and model; not stored. */
  readonly camera: Camera;
  readonly warnings: readonly string[];
}

/**
 * Completes and checks draft zones like zones that are set, without storing them.
 * @throws {VialogError} VALIDATION_FAILED, MODEL_NOT_FOUND or SITE_NOT_FOUND
 */
export async function checkDraft(
  registry: Registry,
  camera: Camera,
  { zones, model = camera.model, plan = camera.plan }: DraftZones,
): Promise<CheckedDraft> {
  const interval = effectiveInterval({ ...camera, plan });
  const set = completeZones(zones, { before: camera.zones, interval });
  rejectIssues(set.issues);
  const draft: Camera = { ...camera, plan, model, zones: [...set.zones] };
  const path = (zoneId: string) => pathOf(zones, zoneId);
  rejectIssues([
    ...overlapIssues(draft.zones, path),
    ...slotLengthIssues(draft, (zone) => `${path(zone.zoneId)}.slotMs`),
    ...trackingRateIssues(draft, (zone) => path(zone.zoneId)),
    ...stoppedIssues(draft.zones, path),
  ]);
  await checkSurroundings(registry, draft, camera);
  const warnings = [...set.warnings, ...overlapWarnings(draft.zones), ...samplingWarnings(draft)];
  return { camera: draft, warnings };
}
