import type { Camera, StreamSecrets } from '@vialog/contracts';
import type { CameraVersions } from './registry-reader.port.ts';
import type { CameraStore } from './camera-store.port.ts';
import type { SecretResealer } from './stream-secrets.port.ts';
import { credentialsOwner, keyIdsOf, urlValueOwner } from './stream-secrets.ts';

export interface SecretRotation {
  readonly store: Pick<CameraStore, 'replaceSecrets'>;
  readonly directory: CameraVersions;
  readonly keys: SecretResealer;
}

/**
 * Encrypts the secrets of all versions of all cameras with the current key. Versions that use it already are left as
 * they are, so an interrupted rotation continues where it stopped. Returns the number of versions it changed.
 * @throws {Error} when a secret cannot be decrypted; the message says what to do
 */
export async function rotateSecrets({ store, directory, keys }: SecretRotation): Promise<number> {
  let changed = 0;
  for (;;) {
    const old = (await directory.versions()).filter((camera) => usesOtherKey(camera, keys.currentKeyId));
    // Changes made meanwhile are in the next round.
    if (old.length === 0) return changed;
    for (const camera of old) {
      const { cameraId, version } = camera;
      await store.replaceSecrets({ cameraId, version, secrets: await resealed(camera, keys) });
      changed += 1;
    }
  }
}

const usesOtherKey = (camera: Camera, keyId: string): boolean =>
  keyIdsOf(camera).some((used) => used !== keyId);

async function resealed({ cameraId, secrets }: Camera, keys: SecretResealer): Promise<StreamSecrets> {
  const urlValues: StreamSecrets['urlValues'] = [];
  for (const { name, sealed } of secrets?.urlValues ?? [])
    urlValues.push({ name, sealed: await keys.reseal(urlValueOwner(cameraId, name), sealed) });
  if (secrets?.credentials === undefined) return { urlValues };
  return { credentials: await keys.reseal(credentialsOwner(cameraId), secrets.credentials), urlValues };
}
