import { expect, test } from '@jest/globals';
import type { CameraDirectory } from './camera-directory.port.ts';
import type { CameraStore } from './camera-store.port.ts';
import { aCamera, put } from './registry-reader.conformance.ts';
import type { RegistryReader } from './registry-reader.port.ts';
import { rotateSecrets } from './rotate-secrets.ts';

interface SecretsStores {
  readonly store: CameraStore;
  readonly directory: CameraDirectory;
  readonly reader: RegistryReader;
}

const sealedBy = (keyId: string) => ({
  credentials: `v1.${keyId.repeat(16)}.revision00000000.AAAA`,
  urlValues: [{ name: 'pwd', sealed: `v1.${keyId.repeat(16)}.revision00000001.AAAA` }],
});

/** What every store does with encrypted secrets, also when keys are rotated. */
export function secretsConform(given: () => SecretsStores): void {
  test('encrypted secrets are stored with a version and replaced without a new version', async () => {
    const first = await aCamera('a', { secrets: sealedBy('1') });
    const second = { ...first, version: 2 };
    await put(given(), first, second);
    const { cameraId } = first;
    for (const version of [1, 2])
      await given().store.replaceSecrets({ cameraId, version, secrets: sealedBy('2') });
    const secrets = sealedBy('2');
    expect(await given().directory.latest(cameraId)).toEqual({ ...second, secrets });
    expect(await given().directory.versions([cameraId])).toEqual([
      { ...first, secrets },
      { ...second, secrets },
    ]);
  });

  test('a reader receives a version again when its secrets are replaced', async () => {
    const first = await aCamera('a', { secrets: sealedBy('1') });
    await put(given(), first);
    const { position } = await given().reader.snapshot();
    await given().store.replaceSecrets({ cameraId: first.cameraId, version: 1, secrets: sealedBy('2') });
    const stop = new AbortController();
    for await (const change of given().reader.changes(position, stop.signal)) {
      expect(change).toMatchObject({ camera: { version: 1, secrets: sealedBy('2') } });
      stop.abort();
    }
  });

  test('replacing secrets of an unknown version changes nothing', async () => {
    const first = await aCamera('a');
    await put(given(), first);
    await given().store.replaceSecrets({ cameraId: first.cameraId, version: 9, secrets: sealedBy('2') });
    expect(await given().directory.versions()).toEqual([first]);
    expect((await given().reader.snapshot()).position.revision).toBe(1);
  });

  test('a rotation encrypts every version again and continues after an interruption', async () => {
    const first = await aCamera('a', { secrets: sealedBy('1') });
    await put(given(), first, { ...first, version: 2 }, await aCamera('b'), {
      ...first,
      cameraId: 'c'.padStart(12, '0'),
    });
    const { store, directory } = given();
    let left = 3;
    const keys = {
      currentKeyId: '2'.repeat(16),
      open: () => Promise.reject(new Error('not opened')),
      reseal: (_owner: unknown, sealed: string) =>
        (left -= 1) < 0
          ? Promise.reject(new Error('interrupted'))
          : Promise.resolve(sealed.replaceAll('1'.repeat(16), '2'.repeat(16))),
    };
    await expect(rotateSecrets({ store, directory, keys })).rejects.toThrow('interrupted');
    left = Infinity;
    expect(await rotateSecrets({ store, directory, keys })).toBe(2);
    expect(await rotateSecrets({ store, directory, keys })).toBe(0);
    expect((await directory.versions()).map(({ secrets }) => secrets?.credentials)).toEqual([
      sealedBy('2').credentials,
      sealedBy('2').credentials,
      undefined,
      sealedBy('2').credentials,
    ]);
  });
}
