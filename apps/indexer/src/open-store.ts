import { hostname } from 'node:os';
import type { OpenEventStore } from '@vialog/events';
import { openElasticStore } from '@vialog/events-elasticsearch';
import { openSqliteEventStore } from '@vialog/events-sqlite';
import { eventStoreLocation, systemClock } from '@vialog/service-runtime';
import type { Logger } from 'pino';
import type { Configuration } from './configuration.ts';

/** Opens the event store to write to it. Rejects where it does not answer, or where another process has the folder. */
export function openStore(configuration: Configuration, logger: Logger): Promise<OpenEventStore> {
  const place = eventStoreLocation(configuration);
  if (place.kind === 'sqlite')
    return openSqliteEventStore({
      folder: place.folder,
      clock: systemClock,
      onState: (state) => logger[state.kind === 'ok' ? 'info' : 'error']({ state }, 'event store'),
    });
  return openElasticStore({
    connection: place.connection,
    clock: systemClock,
    owner: `${hostname()}-${process.pid}`,
    onFinaliseError: (error) => logger.warn({ err: error }, 'summing up closed hours failed; it is tried again'),
  });
}
