import { isoOf, VialogError, type Camera } from '@vialog/contracts';
import { nextBoundary } from '@vialog/measuring';
import type { ModelStepChange } from './model-bindings/model-binding-store.port.ts';
import { withModelInForce } from './model-bindings/resolve-model.ts';
import type { Registry } from './registry.ts';

/** Returns the edited version; the same record when nothing changes. */
export type CameraEdit = (latest: Camera) => Camera | Promise<Camera>;

/** The step that records a change of the camera's model. */
export type ModelStepOf = (latest: Camera, edited: Camera) => Promise<ModelStepChange | undefined>;

/**
 * Reads the newest version, edits it and stores the result as the next one, valid from the next slot boundary;
 * of several changes before one boundary the last one wins. A change without effect creates no version. The model is the one
 * that the bindings in force give the edited camera.
 * @throws {VialogError} CAMERA_NOT_FOUND, CAMERA_CHANGED, BINDING_CHANGED or CODE_TAKEN
 */
export async function changeVersion(
  registry: Registry,
  cameraId: string,
  edit: CameraEdit,
  stepOf?: ModelStepOf,
): Promise<Camera> {
  const latest = await existingCamera(registry, cameraId);
  const edited = await withModelInForce(registry, await edit(latest));
  const modelStep = await stepOf?.(latest, edited);
  if (sameContent(latest, edited)) {
    if (modelStep) await registry.modelBindings.add(modelStep);
    return latest;
  }
  const validFromAt = isoOf(nextBoundary(latest, registry.clock.now()));
  const camera = { ...edited, version: latest.version + 1, validFromAt };
  await registry.store.put({ basedOn: latest.version, camera, modelStep });
  return camera;
}

/** @throws {VialogError} CAMERA_NOT_FOUND */
export async function existingCamera(
  registry: Pick<Registry, 'directory'>,
  cameraId: string,
): Promise<Camera> {
  const camera = await registry.directory.latest(cameraId);
  if (camera) return camera;
  throw new VialogError('CAMERA_NOT_FOUND', `There is no camera with the id "${cameraId}".`);
}

/** @throws {VialogError} LIFECYCLE_REFUSED */
export function rejectRetired(latest: Camera): void {
  if (latest.lifecycle !== 'retired') return;
  throw new VialogError(
    'LIFECYCLE_REFUSED',
    'This camera is retired and stays as it is; register a new camera instead.',
  );
}

const sameContent = (a: Camera, b: Camera): boolean => JSON.stringify(a) === JSON.stringify(b);
