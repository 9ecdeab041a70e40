import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { DeadLetter } from '@vialog/messaging';
import type { Outbox, PendingMessage, PutResult } from './outbox.port.ts';
import { sqliteFaultOf } from '@vialog/sqlite-errors';
import { openOutboxFile } from './sqlite-outbox-file.ts';

export interface SqliteOutboxOptions {
  readonly path: string;
  /** Room for messages, number. 10,000 if left out. */
  readonly limit?: number;
  /** Dead letters kept, number; the oldest make room. 10,000 if left out. */
  readonly keptLetters?: number;
  /** Size the file may grow to, bytes; the disk's if left out. */
  readonly maxBytes?: number;
}

interface Put {
  readonly subject: string;
  readonly body: string;
  readonly answer: (result: PutResult) => void;
  readonly fail: (error: unknown) => void;
}

/** Settled messages are written down together with the next message, or after this, ms: a repeat is harmless. */
const settleWithinMs = 50;
/** With no room left nothing can be written down, not even what is settled: wait before trying again, ms. */
const noRoomPauseMs = 1_000;

/**
 * The outbox in a file of `node:sqlite`. Messages that are put in one turn of the event loop are kept by one commit.
 */
export class SqliteOutbox implements Outbox {
  readonly #db: DatabaseSync;
  readonly #sql: Statements;
  readonly #limit: number;
  readonly #keptLetters: number;
  readonly #durables = new Map<string, string[]>();
  #puts: Put[] = [];
  #marks: (() => void)[] = [];
  #size: number;
  #soon: NodeJS.Immediate | undefined;
  #later: NodeJS.Timeout | undefined;

  constructor({ path, limit = 10_000, keptLetters = 10_000, maxBytes }: SqliteOutboxOptions) {
    this.#db = openOutboxFile(path, maxBytes);
    this.#sql = prepare(this.#db);
    this.#limit = limit;
    this.#keptLetters = keptLetters;
    this.#size = Number(this.#db.prepare('SELECT count(*) AS n FROM message').get()?.['n']);
    for (const row of this.#db.prepare('SELECT name, subject FROM durable').all())
      this.#addDurable(row['name'] as string, row['subject'] as string);
  }

  get size(): number {
    return this.#size + this.#puts.length;
  }

  register(durables: readonly { name: string; subject: string }[]): Promise<readonly string[]> {
    return this.#step(() => {
      for (const { name, subject } of durables) {
        if (this.#sql.addDurable.run(name, subject).changes === 0) continue;
        this.#sql.adopt.run(name, subject);
        this.#addDurable(name, subject);
      }
      this.#size -= Number(this.#sql.removeUnwanted.run().changes);
      const declared = new Set(durables.map(({ name }) => name));
      return this.#sql.waitingDurables
        .all()
        .map((row) => row['durable'] as string)
        .filter((name) => !declared.has(name));
    });
  }

  put(subject: string, body: string): Promise<PutResult> {
    if (this.size >= this.#limit)
      return Promise.resolve({ kind: 'full', why: `the outbox holds its ${this.#limit} messages` });
    return new Promise((answer, fail) => {
      this.#puts.push({ subject, body, answer, fail });
      this.#soon ??= setImmediate(() => this.#flush());
    });
  }

  pending(durable: string): Promise<readonly PendingMessage[]> {
    this.#flush();
    const rows = this.#sql.pending.all(durable);
    return Promise.resolve(
      rows.map((row) => ({ id: Number(row['id']), deliveries: Number(row['deliveries']) })),
    );
  }

  read(id: number): Promise<string | undefined> {
    return Promise.resolve(this.#sql.read.get(id)?.['body'] as string | undefined);
  }

  settle(durable: string, id: number): void {
    this.#mark(() => this.#settleNow(durable, id));
  }

  failed(durable: string, id: number): void {
    this.#mark(() => void this.#sql.failed.run(id, durable));
  }

  bury(letters: readonly DeadLetter[], settles?: { durable: string; id: number }): Promise<void> {
    return this.#step(() => {
      for (const { key, subject, durable, body, why, at } of letters)
        this.#sql.bury.run(key, subject, durable, body, why, at);
      this.#sql.forgetLetters.run(this.#keptLetters);
      if (settles) this.#settleNow(settles.durable, settles.id);
    });
  }

  deadLetters(limit: number): Promise<readonly DeadLetter[]> {
    return Promise.resolve(this.#sql.letters.all(limit).map((row) => ({ ...row }) as unknown as DeadLetter));
  }

  close(): Promise<void> {
    this.#flush();
    clearTimeout(this.#later);
    this.#db.close();
    return Promise.resolve();
  }

  #addDurable(name: string, subject: string): void {
    this.#durables.set(subject, [...(this.#durables.get(subject) ?? []), name]);
  }

  #mark(mark: () => void): void {
    this.#marks.push(mark);
    this.#later ??= setTimeout(() => this.#flush(), settleWithinMs).unref();
  }

  #settleNow(durable: string, id: number): void {
    this.#sql.settle.run(id, durable);
    this.#size -= Number(this.#sql.removeIfSettled.run(id, id).changes);
  }

  /** Everything that gathered, in one commit; on want of room nothing of it happened. */
  #flush(): void {
    clearImmediate(this.#soon);
    clearTimeout(this.#later);
    this.#soon = this.#later = undefined;
    const puts = this.#puts.splice(0);
    const marks = this.#marks.splice(0);
    if (puts.length === 0 && (marks.length === 0 || !this.#db.isOpen)) return;
    try {
      const ids = this.#commit(() => {
        for (const mark of marks) mark();
        return puts.map((put) => this.#insert(put));
      });
      puts.forEach((put, i) => put.answer({ kind: 'stored', id: ids[i] as number }));
    } catch (error) {
      this.#marks.unshift(...marks);
      this.#later ??= setTimeout(() => this.#flush(), noRoomPauseMs).unref();
      for (const put of puts)
        if (sqliteFaultOf(error) === 'diskFull')
          put.answer({ kind: 'full', why: 'no room left on the disk of the outbox' });
        else put.fail(error);
    }
  }

  #insert({ subject, body }: Put): number {
    const id = Number(this.#sql.insert.run(subject, body).lastInsertRowid);
    for (const durable of this.#durables.get(subject) ?? []) this.#sql.wait.run(id, durable);
    this.#size += 1;
    return id;
  }

  #step<T>(work: () => T): Promise<T> {
    this.#flush();
    return new Promise((resolve) => resolve(this.#commit(work)));
  }

  #commit<T>(work: () => T): T {
    const size = this.#size;
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      this.#size = size;
      // SQLite has rolled back by itself when the disk was full.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }
}

type Statements = ReturnType<typeof prepare>;

function prepare(db: DatabaseSync) {
  const statement = (sql: string): StatementSync => db.prepare(sql);
  return {
    insert: statement('INSERT INTO message (subject, body) VALUES (?, ?)'),
    wait: statement('INSERT INTO pending (id, durable) VALUES (?, ?)'),
    addDurable: statement('INSERT INTO durable (name, subject) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    adopt: statement('INSERT INTO pending (id, durable) SELECT id, ? FROM message WHERE subject = ?'),
    removeUnwanted: statement('DELETE FROM message WHERE id NOT IN (SELECT id FROM pending)'),
    waitingDurables: statement('SELECT DISTINCT durable FROM pending'),
    pending: statement('SELECT id, deliveries FROM pending WHERE durable = ? ORDER BY id'),
    read: statement('SELECT body FROM message WHERE id = ?'),
    settle: statement('DELETE FROM pending WHERE id = ? AND durable = ?'),
    removeIfSettled: statement(
      'DELETE FROM message WHERE id = ? AND NOT EXISTS (SELECT 1 FROM pending WHERE pending.id = ?)',
    ),
    failed: statement('UPDATE pending SET deliveries = deliveries + 1 WHERE id = ? AND durable = ?'),
    bury: statement(
      'INSERT INTO dead_letter (key, subject, durable, body, why, at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING',
    ),
    forgetLetters: statement(
      'DELETE FROM dead_letter WHERE number <= (SELECT max(number) FROM dead_letter) - ?',
    ),
    letters: statement(
      'SELECT key, subject, durable, body, why, at FROM dead_letter ORDER BY number DESC LIMIT ?',
    ),
  };
}
