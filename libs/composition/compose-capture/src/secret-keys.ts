import { isoOf, type Clock } from '@vialog/contracts';
import { keyIdsOf, type CameraVersions } from '@vialog/registry';
import { KeyRing, writePublicKeyFile } from '@vialog/registry-secrets';
import { z } from 'zod';

export { PublicKeySealer } from '@vialog/registry-secrets';

const publicKeyFile = z.string().default('./data/public-key.json');

/** Variables of the services that decrypt the credentials of cameras. */
export const secretKeyVariables = {
  VIALOG_SECRET_KEY_FILE: z
    .string()
    .default('./data/secret-keys.json')
    .describe(
      'Key file that decrypts the credentials of cameras; created with mode 0600 if it does not exist. Back it up',
    ),
  VIALOG_PUBLIC_KEY_FILE: publicKeyFile.describe(
    'Public half of that key; written for the API, which encrypts and cannot decrypt',
  ),
};

/** The variable of a service that only encrypts credentials. */
export const publicKeyVariables = {
  VIALOG_PUBLIC_KEY_FILE: publicKeyFile.describe(
    'Public key that encrypts the credentials of cameras; an ingest or edge writes it',
  ),
};

export interface SecretKeyFiles {
  readonly secretKeyFile: string;
  /** Undefined: no other process encrypts. */
  readonly publicKeyFile?: string;
}

/**
 * Opens the key file, creates it if it does not exist, and writes its public half for the API.
 * @throws {Error} when the key file cannot be used; the message says what to do
 */
export async function openSecretKeys(files: SecretKeyFiles, clock: Pick<Clock, 'now'>): Promise<KeyRing> {
  const keys = await KeyRing.openOrCreate(files.secretKeyFile, isoOf(clock.now()));
  if (files.publicKeyFile !== undefined) await writePublicKeyFile(files.publicKeyFile, keys.current);
  return keys;
}

export type SecretKeys = KeyRing;

/** One sentence if stored credentials need keys that the key file does not have; undefined if it has all of them. */
export async function missingKeysWarning(
  cameras: CameraVersions,
  keys: Pick<KeyRing, 'keyIds'>,
): Promise<string | undefined> {
  const unreadable = (await cameras.versions()).filter((camera) =>
    keyIdsOf(camera).some((id) => !keys.keyIds.includes(id)),
  );
  const ids = new Set(unreadable.map(({ cameraId }) => cameraId));
  if (ids.size === 0) return undefined;
  return (
    `The key file cannot decrypt the stored credentials of ${ids.size} cameras. Restore the key file from a backup ` +
    '(VIALOG_SECRET_KEY_FILE), or enter the credentials of these cameras again.'
  );
}
