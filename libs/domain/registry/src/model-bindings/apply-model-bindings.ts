import { isoOf, VialogError, type Camera } from '@vialog/contracts';
import { nextBoundary } from '@vialog/measuring';
import { changeVersion } from '../next-version.ts';
import type { Registry } from '../registry.ts';
import { sharedBindingsOf, withBoundModel } from './resolve-model.ts';

/** Cameras in one transaction. */
const batchSize = 200;

/**
 * Gives every camera that is not retired the model that the bindings in force give it, from its next slot boundary on. Returns
 * the number of changed cameras. Repeating it changes nothing; it also completes a change that was interrupted.
 */
export async function applyModelBindings(registry: Registry): Promise<number> {
  const bindings = sharedBindingsOf(await registry.modelBindings.shared());
  const changed = registry.cameras
    .newest()
    .filter((camera) => camera.lifecycle !== 'retired' && withBoundModel(camera, bindings) !== camera);
  for (let i = 0; i < changed.length; i += batchSize) {
    const batch = changed.slice(i, i + batchSize);
    await storeAll(
      registry,
      batch,
      batch.map((camera) => withBoundModel(camera, bindings)),
    );
  }
  return changed.length;
}

async function storeAll(
  registry: Registry,
  before: readonly Camera[],
  after: readonly Camera[],
): Promise<void> {
  const now = registry.clock.now();
  const changes = after.map((camera, i) => {
    const latest = before[i] ?? camera;
    const validFromAt = isoOf(nextBoundary(latest, now));
    return { basedOn: latest.version, camera: { ...camera, version: latest.version + 1, validFromAt } };
  });
  try {
    await registry.store.putAll(changes);
  } catch (error) {
    if (!isConcurrentChange(error)) throw error;
    for (const { cameraId } of before) await applyToOne(registry, cameraId);
  }
}

/** Another user changed a camera of the batch: each is read again, and its change resolves the bindings. */
async function applyToOne(registry: Registry, cameraId: string): Promise<void> {
  const maxAttempts = 3;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await changeVersion(registry, cameraId, (latest) => latest);
      return;
    } catch (error) {
      if (error instanceof VialogError && error.code === 'CAMERA_NOT_FOUND') return;
      if (!isConcurrentChange(error) || attempt === maxAttempts) throw error;
    }
  }
}

const isConcurrentChange = (error: unknown): boolean =>
  error instanceof VialogError && error.code === 'CAMERA_CHANGED';
