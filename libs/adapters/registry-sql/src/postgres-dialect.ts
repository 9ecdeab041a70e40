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

/** Any number that no other user of the database takes for an advisory lock: "vialog" in ASCII, as bytes. */
export const writersLock = 0x76_69_61_6c_6f_67;

/**
 * Kysely's PostgreSQL dialect in which transactions take turns, as they do in SQLite: the revision a change is given is
 * then in the order in which changes become visible, and a feed that has read up to one misses none below it.
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
    // Whatever the server's default: a stricter level would go on seeing what was there before its turn came.
    const isolationLevel = settings.isolationLevel ?? 'read committed';
    await super.beginTransaction(connection, { ...settings, isolationLevel });
    try {
      await connection.executeQuery(CompiledQuery.raw('select pg_advisory_xact_lock($1)', [writersLock]));
    } catch (error) {
      // Kysely ends only transactions that have begun for it; this connection goes back to the others.
      await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => undefined);
      throw error;
    }
  }
}

export interface PostgresPoolOptions {
  /** `postgresql://user:password@host:5432/database`, with what libpq knows behind `?`. */
  readonly url: string;
  /** A connection that nobody used broke: the next question opens another. */
  readonly onIdleError: (error: Error) => void;
}

/** A process that stands still in its turn, or a server that does, must not hold up everybody else for ever. All ms. */
const patience = {
  connectionTimeoutMillis: 5_000,
  lock_timeout: 10_000,
  idle_in_transaction_session_timeout: 5_000,
  query_timeout: 30_000,
};

/** Connections to one database; opened when asked for, so a server that was away is found again by the next question. */
export function openPool({ url, onIdleError }: PostgresPoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    ...patience,
    application_name: 'vialog',
    // The driver hands a bigint out as text; ours are far below 2^53.
    types: {
      getTypeParser: (oid, format) =>
        oid === pg.types.builtins.INT8
          ? Number
          : (pg.types.getTypeParser(oid, format) as (text: string) => unknown),
    },
  });
  pool.on('error', onIdleError);
  return pool;
}
