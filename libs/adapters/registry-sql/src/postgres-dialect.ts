import {
  CompiledQuery,
  PostgresDialect,
  PostgresDriver,
  type DatabaseConnection,
  type Driver,
  type PostgresDialectConfig,
  type TransactionSettings,
} from 'kysely';
import pg from 'pg';

/** Key of the advisory lock, "vialog" in ASCII: a number that other software is unlikely to use. */
export const writersLock = 0x76_69_61_6c_6f_67;

/**
 * Kysely's PostgreSQL dialect with serialized transactions, as in SQLite: changes become visible in the order of their
 * revisions, and a reader that has read up to one revision misses none below it.
 */
export class SerializedTransactionsDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;

  constructor(pool: pg.Pool) {
    const config = { pool };
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new SerializedTransactionsDriver(this.#config);
  }
}

class SerializedTransactionsDriver extends PostgresDriver {
  override async beginTransaction(
    connection: DatabaseConnection,
    settings: TransactionSettings,
  ): Promise<void> {
    // Not the server's default: a stricter level would keep a snapshot from before the lock was granted.
    const isolationLevel = settings.isolationLevel ?? 'read committed';
    await super.beginTransaction(connection, { ...settings, isolationLevel });
    try {
      await connection.executeQuery(CompiledQuery.raw('select pg_advisory_xact_lock($1)', [writersLock]));
    } catch (error) {
      // Kysely rolls back only transactions that began; this connection returns to the pool.
      await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => undefined);
      throw error;
    }
  }
}

export interface PostgresPoolOptions {
  /** `postgresql://user:password@host:5432/database`, with parameters of libpq after `?`. */
  readonly url: string;
  /** A connection broke, in use or idle; the next query opens another one. Called once or more per connection. */
  readonly onConnectionError: (error: Error) => void;
}

/** Limits for a process or a server that stops responding while it holds the lock, ms. */
const timeouts = {
  connectionTimeoutMillis: 5_000,
  lock_timeout: 10_000,
  idle_in_transaction_session_timeout: 5_000,
  query_timeout: 30_000,
};

/** Connections to one database, opened on demand: after an outage of the server the next query connects again. */
export function openPool({ url, onConnectionError }: PostgresPoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    ...timeouts,
    application_name: 'vialog',
    // The driver returns bigint as text; our values are far below 2^53.
    types: {
      getTypeParser: (oid, format) =>
        oid === pg.types.builtins.INT8
          ? Number
          : (pg.types.getTypeParser(oid, format) as (text: string) => unknown),
    },
  });
  // The pool removes its own listener from a client in use; without one, an 'error' event ends the process.
  pool.on('connect', (client) => client.on('error', onConnectionError));
  pool.on('error', onConnectionError);
  return pool;
}
