import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { RegistryTables } from './registry-tables.ts';

type Trx = Transaction<RegistryTables>;

interface Write {
  readonly run: (trx: Trx) => Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Bounds the time for which the first write of a batch waits. */
const maxBatch = 50;

/**
 * Commits writes that arrive together in one transaction, so that they share the flush to disk. Each write is a savepoint: a
 * write that fails changes nothing and does not affect the others. A write resolves after the commit.
 */
export class GroupCommit {
  readonly #db: Kysely<RegistryTables>;
  readonly #waiting: Write[] = [];
  #isRunning = false;

  constructor(db: Kysely<RegistryTables>) {
    this.#db = db;
  }

  /** @throws {Error} of `run`, or of the database */
  write(run: (trx: Trx) => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ run, resolve, reject });
      if (!this.#isRunning) void this.#commitWaiting();
    });
  }

  async #commitWaiting(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) {
      // SQLite works synchronously: requests that have already arrived get their turn first and join the batch.
      await nextTurn();
      await this.#commit(this.#waiting.splice(0, maxBatch));
    }
    this.#isRunning = false;
  }

  /** Settles every write; never rejects. */
  async #commit(batch: readonly Write[]): Promise<void> {
    const settle: (() => void)[] = [];
    try {
      await this.#db.transaction().execute(async (trx) => {
        for (const write of batch) settle.push(await attempt(trx, write));
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const done of settle) done();
  }
}

/** Returns how to settle the write once the transaction is committed. */
async function attempt(trx: Trx, { run, resolve, reject }: Write): Promise<() => void> {
  await sql`savepoint one_write`.execute(trx);
  try {
    await run(trx);
  } catch (error) {
    // A full disk ends the whole transaction: nothing is committed, and every write fails with the first error.
    await sql`rollback to savepoint one_write`.execute(trx).catch(() => {
      throw error;
    });
    return () => reject(error);
  }
  await sql`release savepoint one_write`.execute(trx);
  return resolve;
}
