import { hostname } from 'node:os';
import type { OpenEventReaders, OpenEventStore } from '@vialog/events';
import { openElasticReaders, openElasticStore } from '@vialog/events-elasticsearch';
import { openSqliteEventReaders } from '@vialog/events-sqlite';
import { systemClock, systemTimers } from '@vialog/service-runtime';
import type { Logger } from 'pino';
import { eventStoreLocation, type EventStoreSettings } from './event-store-location.ts';
import { openSqliteStore } from './sqlite.ts';

/**
 * Opens the event store for writing.
 * @throws {Error} when Elasticsearch does not respond, or when another process has the folder open for writing
 */
export async function openEventStore(settings: EventStoreSettings, logger: Logger): Promise<OpenEventStore> {
  const location = eventStoreLocation(settings);
  if (location.kind === 'sqlite') return openSqliteStore(location.folder, logger);
  return openElasticStore({
    connection: location.connection,
    clock: systemClock,
    timers: systemTimers,
    owner: `${hostname()}-${process.pid}`,
    onRollUpError: (error) =>
      logger.warn({ err: error }, 'roll-up of closed hours failed; retries within a minute'),
  });
}

/** Opens the event store for queries. The store may become available later. */
export function openEventReaders(settings: EventStoreSettings): OpenEventReaders {
  const location = eventStoreLocation(settings);
  return location.kind === 'sqlite'
    ? openSqliteEventReaders({ folder: location.folder })
    : openElasticReaders({ connection: location.connection });
}
