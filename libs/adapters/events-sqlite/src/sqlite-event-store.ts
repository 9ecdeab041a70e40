import { mkdirSync } from 'node:fs';
import { VialogError, type Clock, type CountEvent } from '@vialog/contracts';
import {
  pastLimits,
  recordLimits,
  RollUpSchedule,
  type AppendVerdict,
  type OpenEventStore,
  type PastEventWriter,
  type RetentionLimits,
  type Timers,
} from '@vialog/events';
import { DamagedDay } from './damaged-day.ts';
import type { ReaderPool } from './reader-pool.ts';
import type { ReadQuery } from './reader-messages.ts';
import { openReaderPool, SqliteEventReaders, type ReadingOptions } from './sqlite-event-readers.ts';
import { ThreadEventWriter } from './thread-event-writer.ts';
import type { WriterState } from './writer-messages.ts';
import { WriterThread } from './writer-thread.ts';

/** State of the writer. Every state except `ok` needs attention of an operator. */
export type StoreState = WriterState | { readonly kind: 'restarting'; readonly why: string };

/** Options of a store. Its folder is created if it does not exist, and only this process may write to it. */
export interface SqliteEventStoreOptions extends ReadingOptions {
  readonly clock: Clock;
  /** power (default): stored records survive a power failure. process: they survive kill -9 only; slightly faster. */
  readonly durability?: 'power' | 'process';
  /** How far back a slot may start, ms. Default 30 days. */
  readonly retentionMs?: number;
  /** Maximum records that wait for their commit; beyond it `append` returns busy. Default 50,000. */
  readonly maxQueued?: number;
  readonly onState?: (state: StoreState) => void;
  /** Start the roll-up every minute. Without them it runs only when `rollUp` is called. */
  readonly timers?: Timers;
  /** Called when a roll-up failed; it is retried a minute later. */
  readonly onRollUpError?: (error: unknown) => void;
  /** Maximum pages of a day file, to simulate a full disk in tests. */
  readonly maxPages?: number;
}

/**
 * Opens the event store of a folder for reading and writing.
 * @throws {Error} when another process has the folder open for writing, or the folder cannot be created
 */
export async function openSqliteEventStore(options: SqliteEventStoreOptions): Promise<SqliteEventStore> {
  mkdirSync(options.folder, { recursive: true });
  return SqliteEventStore.open(options);
}

/** Stores events in one SQLite file per UTC day. Writes in a thread; reads in processes that can be killed. */
export class SqliteEventStore extends SqliteEventReaders implements OpenEventStore, PastEventWriter {
  readonly #clock: Clock;
  readonly #writer: ThreadEventWriter;
  readonly #rollUps: RollUpSchedule;
  readonly #current: { state: StoreState };
  #closing: Promise<void> | undefined;

  /** Use `open`. */
  constructor(
    options: SqliteEventStoreOptions,
    parts: { writer: ThreadEventWriter; readers: ReaderPool; current: { state: StoreState } },
  ) {
    super(parts.readers);
    this.#clock = options.clock;
    this.#writer = parts.writer;
    this.#current = parts.current;
    this.#rollUps = new RollUpSchedule({
      rollUp: () => this.rollUp(),
      timers: options.timers,
      onError: options.onRollUpError,
    });
  }

  /** `readers`: processes that read the folder; another pool in tests. */
  static async open(
    options: SqliteEventStoreOptions,
    readers = openReaderPool(options),
  ): Promise<SqliteEventStore> {
    const { folder, clock, maxPages } = options;
    const current: { state: StoreState } = { state: { kind: 'ok' } };
    const writer = await ThreadEventWriter.start({
      folder,
      clock,
      durability: options.durability ?? 'power',
      limits: { ...recordLimits, retentionMs: options.retentionMs ?? recordLimits.retentionMs },
      maxQueued: options.maxQueued ?? 50_000,
      start: (...started) => WriterThread.start(...started),
      ...(maxPages === undefined ? {} : { maxPages }),
      onState: (state) => {
        current.state = state;
        options.onState?.(state);
      },
    });
    return new SqliteEventStore(options, { writer, readers, current });
  }

  /** State of the writer. */
  get state(): StoreState {
    return this.#current.state;
  }

  get rollUpFailures(): number {
    return this.#rollUps.failures;
  }

  append(events: readonly CountEvent[]): Promise<readonly AppendVerdict[]> {
    return this.#writer.append(events);
  }

  appendPast(events: readonly CountEvent[]): Promise<readonly AppendVerdict[]> {
    return this.#writer.appendWithin(pastLimits, events);
  }

  dropBefore(limits: RetentionLimits): Promise<number> {
    const { events, quarterHours: bins, hours = bins } = limits;
    return this.#writer.perform({ kind: 'drop', events, bins, hours, now: this.#clock.now() });
  }

  eraseCameras(cameraIds: readonly string[]): Promise<number> {
    return this.#writer.perform({ kind: 'erase', cameras: cameraIds, now: this.#clock.now() });
  }

  /** Copies the sums of closed days to the roll-ups, in parts, so that records are written in between. */
  async rollUp(): Promise<void> {
    while ((await this.#writer.perform({ kind: 'rollUp', now: this.#clock.now() })) === 1);
  }

  override async check(): Promise<void> {
    await super.check();
    const { state } = this;
    if (state.kind === 'full' || state.kind === 'unwritable' || state.kind === 'restarting')
      throw new VialogError(
        'STORE_UNAVAILABLE',
        `The event store does not accept records (${state.kind}): ${state.why}`,
      );
  }

  /** Ends the thread and the processes; acknowledged records are on disk. A second call does nothing. */
  override close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#rollUps.stop();
    await super.close();
    await this.#writer.close();
  }

  /** The writer sets a damaged day file aside; then the query runs once more without it. */
  protected override async run(query: ReadQuery): Promise<unknown> {
    try {
      return await super.run(query);
    } catch (error) {
      if (!(error instanceof DamagedDay)) throw error;
      await this.#writer.perform({ kind: 'inspect', day: error.day, now: this.#clock.now() });
      return super.run(query);
    }
  }
}
