import { existsSync } from 'node:fs';
import { rotateSecrets } from '@vialog/registry';
import { openPostgresRegistry, openSqliteRegistry, type OpenRegistry } from '@vialog/registry-sql';
import { KeyRing, newKey, writePublicKeyFile } from '@vialog/registry-secrets';

export interface RotateSecretKeysOptions {
  /** SQLite file, or the URL of PostgreSQL. */
  readonly registry: { readonly sqlitePath: string } | { readonly url: string };
  readonly keyFile: string;
  /** Public key file of the API; undefined: there is none. */
  readonly publicKeyFile?: string | undefined;
  /** Only adds the new key, so that the key file can be copied to other hosts before anything is encrypted with it. */
  readonly prepareOnly?: boolean;
  /** Time for the new key, ISO 8601. */
  readonly createdAt: string;
}

export interface RotatedSecrets {
  readonly keyId: string;
  /** Versions of cameras that were encrypted again. */
  readonly versions: number;
  /** An interrupted or prepared rotation was continued. */
  readonly isContinued: boolean;
}

/**
 * Adds a new key to the key file, encrypts the secrets of all versions of all cameras with it, and removes the old keys.
 * Servers may run meanwhile. A key file with several keys means that a rotation was not completed; it is continued.
 * @throws {Error} when the key file or the registry cannot be used
 */
export async function rotateSecretKeys(options: RotateSecretKeysOptions): Promise<RotatedSecrets> {
  const { keyFile, publicKeyFile, prepareOnly = false, createdAt } = options;
  const keys = await KeyRing.open(keyFile);
  const isContinued = keys.keyIds.length > 1;
  if (!isContinued) await keys.addKey(newKey(createdAt));
  if (prepareOnly) return { keyId: keys.currentKeyId, versions: 0, isContinued };
  if (publicKeyFile !== undefined) await writePublicKeyFile(publicKeyFile, keys.current);
  const registry = await openRegistry(options.registry);
  try {
    const rotation = { store: registry.store, directory: registry.directory, keys };
    const versions = await rotateSecrets(rotation);
    await keys.removeOldKeys();
    // A server may have stored a change that it had encrypted with the old key just before.
    return { keyId: keys.currentKeyId, versions: versions + (await rotateSecrets(rotation)), isContinued };
  } finally {
    await registry.close();
  }
}

function openRegistry(registry: RotateSecretKeysOptions['registry']): Promise<OpenRegistry> {
  if ('url' in registry) return openPostgresRegistry(registry.url);
  if (existsSync(registry.sqlitePath)) return openSqliteRegistry(registry.sqlitePath);
  throw new Error(`The registry ${registry.sqlitePath} does not exist; expected a SQLite file.`);
}
