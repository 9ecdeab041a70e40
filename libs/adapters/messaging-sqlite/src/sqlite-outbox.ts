import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { DeadLetter } from '@vialog/messaging';
import type { Outbox, OutboxConsumerName, PendingMessage, PutResult } from './outbox.port.ts';
import { sqliteFaultOf } from '@vialog/sqlite';
import { openOutboxFile } from './sqlite-outbox-file.ts';

export interface SqliteOutboxOptions {
  readonly path: string;
  /** Maximum stored messages, number. Default 10,000. */
  readonly maxMessages?: number;
  /** Maximum stored dead letters, number; the oldest are deleted. Default 10,000. */
  readonly maxDeadLetters?: number;
  /** Maximum size of the file, bytes. Default: the disk. */
  readonly maxBytes?: number;
  /** Logs a line for operators: acknowledgements cannot be written, and when they can be again. */
  readonly report?: (line: string) => void;
}

interface Put {
  readonly subject: string;
  readonly body: string;
  readonly reply: (result: PutResult) => void;
  readonly fail: (error: unknown) => void;
}

/** Acks are written with the next message, or after this delay, ms: a redelivery is harmless. */
const ackDelayMs = 50;
/** Delay before the next attempt when acks cannot be written, for example on a full disk, ms. */
const writeRetryMs = 1_000;

/** An outbox in a SQLite file. Messages that are put in the same turn of the event loop are stored in one transaction. */
export class SqliteOutbox implements Outbox {
  readonly #db: DatabaseSync;
  readonly #sql: Statements;
  /** Maximum stored messages, number. */
  readonly maxMessages: number;
  readonly #maxDeadLetters: number;
  readonly #report: (line: string) => void;
  /** Error of the last write, reported once; undefined after a write that succeeded. */
  #lastError: string | undefined;
  readonly #consumers = new Map<string, string[]>();
  #puts: Put[] = [];
  #deferred: (() => void)[] = [];
  #size: number;
  #soon: NodeJS.Immediate | undefined;
  #later: NodeJS.Timeout | undefined;

  constructor(options: SqliteOutboxOptions) {
    const { path, maxMessages = 10_000, maxDeadLetters = 10_000, maxBytes } = options;
    this.#report = options.report ?? (() => undefined);
    this.#db = openOutboxFile(path, maxBytes);
    this.#sql = prepare(this.#db);
    this.maxMessages = maxMessages;
    this.#maxDeadLetters = maxDeadLetters;
    this.#size = Number(this.#db.prepare('SELECT count(*) AS n FROM message').get()?.['n']);
    for (const row of this.#db.prepare('SELECT name, subject FROM durable').all())
      this.#addConsumer(row['name'] as string, row['subject'] as string);
  }

  get size(): number {
    return this.#size + this.#puts.length;
  }

  register(consumers: readonly OutboxConsumerName[]): Promise<readonly string[]> {
    return this.#transaction(() => {
      for (const { name, subject } of consumers) {
        if (this.#sql.addConsumer.run(name, subject).changes === 0) continue;
        this.#sql.adopt.run(name, subject);
        this.#addConsumer(name, subject);
      }
      this.#size -= Number(this.#sql.deleteUnneeded.run().changes);
      const declared = new Set(consumers.map(({ name }) => name));
      return this.#sql.pendingConsumers
        .all()
        .map((row) => row['durable'] as string)
        .filter((name) => !declared.has(name));
    });
  }

  put(subject: string, body: string): Promise<PutResult> {
    if (this.size >= this.maxMessages)
      return Promise.resolve({
        kind: 'full',
        why: `the outbox has its maximum of ${this.maxMessages} messages`,
      });
    return new Promise((reply, fail) => {
      this.#puts.push({ subject, body, reply, fail });
      this.#soon ??= setImmediate(() => this.#flush());
    });
  }

  pending(consumer: string): Promise<readonly PendingMessage[]> {
    this.#flush();
    const rows = this.#sql.pending.all(consumer);
    return Promise.resolve(
      rows.map((row) => ({ id: Number(row['id']), failures: Number(row['deliveries']) })),
    );
  }

  read(id: number): Promise<string | undefined> {
    return Promise.resolve(this.#sql.read.get(id)?.['body'] as string | undefined);
  }

  ack(consumer: string, id: number): void {
    this.#deferWrite(() => this.#ackNow(consumer, id));
  }

  recordFailure(consumer: string, id: number): void {
    this.#deferWrite(() => void this.#sql.recordFailure.run(id, consumer));
  }

  store(deadLetters: readonly DeadLetter[], acked?: { consumer: string; id: number }): Promise<void> {
    return this.#transaction(() => {
      for (const { key, subject, consumer, body, why, at } of deadLetters)
        this.#sql.storeDeadLetter.run(key, subject, consumer, body, why, at);
      this.#sql.deleteOldDeadLetters.run(this.#maxDeadLetters);
      if (acked) this.#ackNow(acked.consumer, acked.id);
    });
  }

  list(limit: number): Promise<readonly DeadLetter[]> {
    return Promise.resolve(
      this.#sql.deadLetters.all(limit).map((row) => ({ ...row }) as unknown as DeadLetter),
    );
  }

  close(): Promise<void> {
    this.#flush();
    clearTimeout(this.#later);
    this.#db.close();
    return Promise.resolve();
  }

  #addConsumer(name: string, subject: string): void {
    this.#consumers.set(subject, [...(this.#consumers.get(subject) ?? []), name]);
  }

  #deferWrite(write: () => void): void {
    this.#deferred.push(write);
    this.#later ??= setTimeout(() => this.#flush(), ackDelayMs).unref();
  }

  #ackNow(consumer: string, id: number): void {
    this.#sql.ack.run(id, consumer);
    this.#size -= Number(this.#sql.deleteIfAcknowledged.run(id, id).changes);
  }

  /** Writes everything collected in one transaction. On a full disk nothing is written. */
  #flush(): void {
    clearImmediate(this.#soon);
    clearTimeout(this.#later);
    this.#soon = this.#later = undefined;
    const puts = this.#puts.splice(0);
    const deferred = this.#deferred.splice(0);
    if (puts.length === 0 && (deferred.length === 0 || !this.#db.isOpen)) return;
    try {
      const ids = this.#commit(() => {
        for (const write of deferred) write();
        return puts.map((put) => this.#insert(put));
      });
      puts.forEach((put, i) => put.reply({ kind: 'stored', id: ids[i] as number }));
      this.#noteWrite(undefined);
    } catch (error) {
      this.#noteWrite(error);
      this.#deferred.unshift(...deferred);
      this.#later ??= setTimeout(() => this.#flush(), writeRetryMs).unref();
      for (const put of puts)
        if (sqliteFaultOf(error) === 'diskFull')
          put.reply({ kind: 'full', why: 'no space left on the disk of the outbox' });
        else put.fail(error);
    }
  }

  /** Acknowledgements have no caller that gets the error, so it is reported: once, and when writing succeeds again. */
  #noteWrite(error: unknown): void {
    const reason =
      error === undefined ? undefined : Error.isError(error) ? error.message : JSON.stringify(error);
    if (reason === this.#lastError) return;
    this.#lastError = reason;
    if (reason === undefined) this.#report('The outbox can be written again.');
    else
      this.#report(
        `The outbox cannot be written (${reason}); acknowledged messages stay in it and writing is retried every second. ` +
          'Check the disk and the permissions of outbox.db.',
      );
  }

  #insert({ subject, body }: Put): number {
    const id = Number(this.#sql.insert.run(subject, body).lastInsertRowid);
    for (const consumer of this.#consumers.get(subject) ?? []) this.#sql.addPending.run(id, consumer);
    this.#size += 1;
    return id;
  }

  #transaction<T>(work: () => T): Promise<T> {
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
      // On a full disk SQLite has rolled back already.
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
    addPending: statement('INSERT INTO pending (id, durable) VALUES (?, ?)'),
    addConsumer: statement('INSERT INTO durable (name, subject) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    adopt: statement('INSERT INTO pending (id, durable) SELECT id, ? FROM message WHERE subject = ?'),
    deleteUnneeded: statement('DELETE FROM message WHERE id NOT IN (SELECT id FROM pending)'),
    pendingConsumers: statement('SELECT DISTINCT durable FROM pending'),
    pending: statement('SELECT id, deliveries FROM pending WHERE durable = ? ORDER BY id'),
    read: statement('SELECT body FROM message WHERE id = ?'),
    ack: statement('DELETE FROM pending WHERE id = ? AND durable = ?'),
    deleteIfAcknowledged: statement(
      'DELETE FROM message WHERE id = ? AND NOT EXISTS (SELECT 1 FROM pending WHERE pending.id = ?)',
    ),
    recordFailure: statement('UPDATE pending SET deliveries = deliveries + 1 WHERE id = ? AND durable = ?'),
    storeDeadLetter: statement(
      'INSERT INTO dead_letter (key, subject, durable, body, why, at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING',
    ),
    deleteOldDeadLetters: statement(
      'DELETE FROM dead_letter WHERE number <= (SELECT max(number) FROM dead_letter) - ?',
    ),
    deadLetters: statement(
      'SELECT key, subject, durable AS consumer, body, why, at FROM dead_letter ORDER BY number DESC LIMIT ?',
    ),
  };
}
