import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openPostgresRegistry, openSqliteRegistry, type OpenRegistry } from '@vialog/registry-sql';
import type { Logger } from 'pino';

export interface RegistrySettings {
  readonly VIALOG_DATA_DIR: string;
  /** PostgreSQL; undefined: SQLite in the data folder. */
  readonly DATABASE_URL?: string | undefined;
}

/**
 * Opens the registry and migrates its tables.
 * @throws Error when the database does not answer or the data folder cannot be written
 */
export async function openRegistry(settings: RegistrySettings, logger: Logger): Promise<OpenRegistry> {
  const { DATABASE_URL: url, VIALOG_DATA_DIR: dataDir } = settings;
  await mkdir(dataDir, { recursive: true });
  if (url === undefined) return openSqliteRegistry(join(dataDir, 'registry.db'));
  return openPostgresRegistry(url, {
    onConnectionError: (error) => logger.warn({ err: error }, 'a connection to the registry database broke'),
  });
}
