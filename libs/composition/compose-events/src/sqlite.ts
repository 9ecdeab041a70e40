import { openSqliteEventStore, type SqliteEventStore } from '@vialog/events-sqlite';
import { systemClock, systemTimers } from '@vialog/service-runtime';
import type { Logger } from 'pino';

/**
 * Opens an event store of SQLite files and logs changes of its state.
 * @throws {Error} when another process has the folder open for writing
 */
export const openSqliteStore = (folder: string, logger: Logger): Promise<SqliteEventStore> =>
  openSqliteEventStore({
    folder,
    clock: systemClock,
    timers: systemTimers,
    onState: (state) => logger[state.kind === 'ok' ? 'info' : 'error']({ state }, 'event store'),
    onRollUpError: (error) =>
      logger.warn({ err: error }, 'roll-up of closed days failed; retries within a minute'),
  });
export { addStoreMetrics } from './store-metrics.ts';
export { type SqliteEventStore } from '@vialog/events-sqlite';
