import { streamKindOf, type Camera, type CameraPatch, type ErrorDetail } from '@vialog/contracts';
import { slotLengthIssues, trackingRateIssues } from '@vialog/measuring';
import { checkSurroundings, rejectIssues } from './camera-checks.ts';
import { ownModelStep, type StepAuthor } from './model-bindings/own-model-step.ts';
import { changeVersion, rejectRetired } from './next-version.ts';
import { protectStream } from './stream-secrets.ts';
import type { Registry } from './registry.ts';

/**
 * Changes the fields that were sent and no others, from the next slot boundary on.
 * @throws {VialogError} CAMERA_NOT_FOUND, VALIDATION_FAILED, STREAM_REFUSED, MODEL_NOT_FOUND, CODE_TAKEN, CAMERA_CHANGED,
 * LIFECYCLE_REFUSED or SECRETS_UNAVAILABLE
 * @param author who changes the model: the step is recorded
 */
export function changeCamera(
  registry: Registry,
  cameraId: string,
  patch: CameraPatch,
  author?: StepAuthor,
): Promise<Camera> {
  const edit = (latest: Camera): Promise<Camera> => editedCamera(registry, latest, patch);
  return changeVersion(registry, cameraId, edit, author && ownModelStep(registry, author));
}

async function editedCamera(registry: Registry, latest: Camera, patch: CameraPatch): Promise<Camera> {
  rejectRetired(latest);
  const { credentials, ...fields } = patch;
  const merged = patched(latest, fields);
  const withKind: Camera = { ...merged, streamKind: streamKindOf(merged.stream.url) };
  rejectIssues(counterIssues(latest, withKind));
  const camera = await protectStream(registry.secrets, withKind, { credentials, before: latest });
  rejectIssues([
    ...slotLengthIssues(camera, () => undefined),
    ...trackingRateIssues(camera, () => undefined),
  ]);
  await checkSurroundings(registry, camera, latest);
  return camera;
}

/** The zones of a counter have no picture, and those of a camera have one. */
function counterIssues(before: Camera, after: Camera): ErrorDetail[] {
  if ((before.streamKind === 'counter') === (after.streamKind === 'counter')) return [];
  const [was, becomes] = before.streamKind === 'counter' ? ['counter', 'camera'] : ['camera', 'counter'];
  return [
    {
      path: 'stream.url',
      message: `a ${was} cannot become a ${becomes}, because its zones stay; register a new ${becomes} and retire this ${was}`,
    },
  ];
}

/** JSON merge patch (RFC 7396): a field that was not sent, or is undefined, keeps its value; null removes it. */
function patched(latest: Camera, patch: Omit<CameraPatch, 'credentials'>): Camera {
  const sent = Object.entries(patch).filter(([, value]) => value !== undefined);
  const fields = Object.entries({ ...latest, ...Object.fromEntries(sent) });
  const camera = Object.fromEntries(fields.filter(([, value]) => value !== null)) as Camera;
  const hasOtherModel = JSON.stringify(camera.model) !== JSON.stringify(latest.model);
  return hasOtherModel ? { ...camera, modelFrom: { kind: 'camera', id: camera.cameraId } } : camera;
}
