import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  countSqliteCameras,
  openPostgresRegistry,
  openSqliteRegistry,
  type OpenRegistry,
} from '@vialog/registry-sql';
import type { Logger } from 'pino';

export interface RegistrySettings {
  readonly VIALOG_DATA_DIR: string;
  /** PostgreSQL; undefined: SQLite in the data folder. */
  readonly DATABASE_URL?: string | undefined;
}

/**
 * Opens the registry and migrates its tables.
 * @throws {Error} when the database does not respond, the data folder cannot be written, or PostgreSQL is empty while the
 * SQLite registry in the data folder has cameras
 */
export async function openRegistry(settings: RegistrySettings, logger: Logger): Promise<OpenRegistry> {
  const { DATABASE_URL: url, VIALOG_DATA_DIR: dataDir } = settings;
  await mkdir(dataDir, { recursive: true });
  const sqlitePath = join(dataDir, 'registry.db');
  if (url === undefined) return openSqliteRegistry(sqlitePath);
  const registry = await openPostgresRegistry(url, {
    onConnectionError: (error) => logger.warn({ err: error }, 'a connection to the registry database broke'),
  });
  try {
    await rejectForgottenCameras(registry, sqlitePath);
  } catch (error) {
    await registry.close();
    throw error;
  }
  return registry;
}

/** A switch to PostgreSQL must not hide the cameras that are registered in the data folder. */
async function rejectForgottenCameras({ reader }: OpenRegistry, sqlitePath: string): Promise<void> {
  const forgotten = countSqliteCameras(sqlitePath);
  if (forgotten === 0 || (await reader.snapshot()).position.revision > 0) return;
  throw new Error(
    `The PostgreSQL registry is empty, but ${sqlitePath} has cameras (${forgotten}). Move them with ` +
      '"npx vialog registry move", or rename that file to start with an empty registry.',
  );
}
