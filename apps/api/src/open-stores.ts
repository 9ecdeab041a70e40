import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenEventReaders } from '@vialog/events';
import { openElasticReaders } from '@vialog/events-elasticsearch';
import { openSqliteEventReaders } from '@vialog/events-sqlite';
import { openPostgresRegistry, openSqliteRegistry, type OpenRegistry } from '@vialog/registry-sql';
import { eventStoreLocation } from '@vialog/service-runtime';
import type { Logger } from 'pino';
import type { Configuration } from './configuration.ts';

/** Opens the registry and brings its tables up to date. Rejects where the database or the folder cannot be used. */
export async function openRegistry(configuration: Configuration, logger: Logger): Promise<OpenRegistry> {
  await mkdir(configuration.VIALOG_DATA_DIR, { recursive: true });
  if (configuration.DATABASE_URL === undefined)
    return openSqliteRegistry(join(configuration.VIALOG_DATA_DIR, 'registry.db'));
  return openPostgresRegistry(configuration.DATABASE_URL, {
    onIdleError: (error) => logger.warn({ err: error }, 'the registry database closed a connection'),
  });
}

/** Opens the event store for questions; it may come later than this. */
export function openReaders(configuration: Configuration): OpenEventReaders {
  const place = eventStoreLocation(configuration);
  return place.kind === 'sqlite'
    ? openSqliteEventReaders({ folder: place.folder })
    : openElasticReaders({ connection: place.connection });
}
