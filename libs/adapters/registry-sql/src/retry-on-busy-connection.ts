import { setTimeout as wait } from 'node:timers/promises';
import { VialogError } from '@vialog/contracts';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import { sqliteFaultOf } from '@vialog/sqlite';

/** How long a statement waits for another writer in total, and the pause between attempts, ms. */
const maxWaitMs = 5_000;
const pauseMs = 5;

/**
 * Retries while another connection holds the write lock, without blocking the event loop as SQLite's own busy
 * timeout does (which would also block a writer of this process from committing).
 */
export class RetryOnBusyConnection implements DatabaseConnection {
  readonly #inner: DatabaseConnection;

  constructor(inner: DatabaseConnection) {
    this.#inner = inner;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const until = performance.now() + maxWaitMs;
    for (;;) {
      try {
        return await this.#inner.executeQuery<R>(query);
      } catch (error) {
        const fault = sqliteFaultOf(error);
        if (fault === 'diskFull') throw new VialogError('STORAGE_FULL', undefined, { cause: error });
        if (fault !== 'busy' || performance.now() > until) throw error;
      }
      await wait(pauseMs);
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#inner.streamQuery(query, chunkSize);
  }
}
