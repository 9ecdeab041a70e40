import { mkdirSync } from 'node:fs';
import { VialogError, type Clock, type CountEvent } from '@vialog/contracts';
import type { AppendVerdict, OpenEventStore } from '@vialog/events';
import { defaultLimits } from './check-record.ts';
import { DamagedDay } from './damaged-day.ts';
import type { ReaderPool } from './reader-pool.ts';
import type { ReadQuery } from './reader-messages.ts';
import { openReaderPool, SqliteEventReaders, type ReadingOptions } from './sqlite-event-readers.ts';
import { ThreadEventWriter } from './thread-event-writer.ts';
import type { WriterState } from './writer-messages.ts';
import { WriterThread } from './writer-thread.ts';

/** What the store reports of itself; everything but ok is for a person to know. */
export type StoreState = WriterState | { readonly kind: 'restarting'; readonly why: string };

/** The folder is made if missing, and is for this process alone to write to. */
export interface SqliteEventStoreOptions extends ReadingOptions {
  readonly clock: Clock;
  /** power (default): what is stored survives a power cut. process: it survives kill -9 only, and is a little faster. */
  readonly durability?: 'power' | 'process';
  /** How far back a slot may start, ms; 30 days. */
  readonly retentionMs?: number;
  /** Records taken and not yet committed before `append` answers busy; 50,000. */
  readonly maxQueued?: number;
  readonly onState?: (state: StoreState) => void;
  /** Most pages of a day file: a full disk for tests. */
  readonly maxPages?: number;
}

const rollUpEveryMs = 60_000;

/** Opens the event store of a folder. Rejects where another process has it. */
export async function openSqliteEventStore(options: SqliteEventStoreOptions): Promise<SqliteEventStore> {
  mkdirSync(options.folder, { recursive: true });
  return SqliteEventStore.open(options);
}

/** Events in one SQLite file a UTC day. Writes in a thread, reads in processes that can be killed. */
export class SqliteEventStore extends SqliteEventReaders implements OpenEventStore {
  readonly #clock: Clock;
  readonly #writer: ThreadEventWriter;
  readonly #rollUps: NodeJS.Timeout;
  readonly #track: { state: StoreState };
  #closing: Promise<void> | undefined;

  private constructor(parts: {
    clock: Clock;
    writer: ThreadEventWriter;
    readers: ReaderPool;
    track: { state: StoreState };
  }) {
    super(parts.readers);
    this.#clock = parts.clock;
    this.#writer = parts.writer;
    this.#track = parts.track;
    this.#rollUps = setInterval(() => void this.rollUp().catch(() => undefined), rollUpEveryMs);
    this.#rollUps.unref();
  }

  static async open(options: SqliteEventStoreOptions): Promise<SqliteEventStore> {
    const { folder, clock, maxPages } = options;
    const track: { state: StoreState } = { state: { kind: 'ok' } };
    const writer = await ThreadEventWriter.start({
      folder,
      clock,
      durability: options.durability ?? 'power',
      limits: { ...defaultLimits, retentionMs: options.retentionMs ?? defaultLimits.retentionMs },
      maxQueued: options.maxQueued ?? 50_000,
      start: (...started) => WriterThread.start(...started),
      ...(maxPages === undefined ? {} : { maxPages }),
      onState: (state) => {
        track.state = state;
        options.onState?.(state);
      },
    });
    return new SqliteEventStore({ clock, writer, readers: openReaderPool(options), track });
  }

  /** How the writer is doing. */
  get state(): StoreState {
    return this.#track.state;
  }

  append(events: readonly CountEvent[]): Promise<readonly AppendVerdict[]> {
    return this.#writer.append(events);
  }

  dropBefore(limits: { events: number; bins: number; hours?: number }): Promise<number> {
    const { events, bins, hours = bins } = limits;
    return this.#writer.perform({ kind: 'drop', events, bins, hours, now: this.#clock.now() });
  }

  eraseCameras(cameraIds: readonly string[]): Promise<number> {
    return this.#writer.perform({ kind: 'erase', cameras: cameraIds, now: this.#clock.now() });
  }

  /** Copies the sums of closed days to the roll-ups, in parts, so that writes go on in between. Runs by itself. */
  async rollUp(): Promise<void> {
    while ((await this.#writer.perform({ kind: 'rollUp', now: this.#clock.now() })) === 1);
  }

  override async check(): Promise<void> {
    await super.check();
    const { state } = this;
    if (state.kind === 'full' || state.kind === 'unwritable' || state.kind === 'restarting')
      throw new VialogError(
        'STORE_UNAVAILABLE',
        `The event store takes no records (${state.kind}): ${state.why}`,
      );
  }

  /** Ends the thread and the processes; what was acknowledged is on disk already. A second call does nothing more. */
  override close(): Promise<void> {
    clearInterval(this.#rollUps);
    this.#closing ??= super.close().then(() => this.#writer.close());
    return this.#closing;
  }

  /** A damaged day file is set aside by the writer, then the question is asked once more without it. */
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
