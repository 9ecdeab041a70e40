import { mkdirSync } from 'node:fs';
import type { Clock, CountEvent } from '@vialog/contracts';
import type {
  AfterKey,
  AppendVerdict,
  Bucket,
  CellReader,
  CellResolution,
  CellRow,
  EpisodeReader,
  EpisodeRow,
  EpisodeRule,
  EventMaintenance,
  EventQuery,
  EventReader,
  EventSlice,
  EventWriter,
  MatchCount,
  SumsQuery,
  TrendReader,
  ZoneSums,
} from '@vialog/events';
import { usualLimits } from './check-record.ts';
import { unpackSums, type PackedSums } from './packed-sums.ts';
import { DamagedFile } from './reader-process.ts';
import { ReaderPool } from './reader-pool.ts';
import type { ReaderTask } from './reader-messages.ts';
import { ThreadEventWriter } from './thread-event-writer.ts';
import type { WriterState } from './writer-messages.ts';
import { WriterThread } from './writer-thread.ts';

/** What the store reports of itself; everything but ok is for a person to know. */
export type StoreState = WriterState | { readonly kind: 'restarting'; readonly why: string };

export interface SqliteEventStoreOptions {
  /** Where the day files lie; made if missing; for this process alone. */
  readonly folder: string;
  readonly clock: Clock;
  /** power (default): what is stored survives a power cut. process: it survives kill -9 only, and is a little faster. */
  readonly durability?: 'power' | 'process';
  /** Longest a question may run, ms; 5000. */
  readonly deadlineMs?: number;
  /** Reader processes; 2. */
  readonly readers?: number;
  /** How far back a slot may start, ms; 30 days. */
  readonly retentionMs?: number;
  /** Records taken and not yet committed before `append` answers busy; 50,000. */
  readonly mostWaiting?: number;
  readonly onState?: (state: StoreState) => void;
  /** Most pages of a day file: a full disk for tests. */
  readonly mostPages?: number;
}

const rollUpEveryMs = 60_000;

/** Opens the event store of a folder. Rejects where another process has it. */
export async function openSqliteEventStore(options: SqliteEventStoreOptions): Promise<SqliteEventStore> {
  mkdirSync(options.folder, { recursive: true });
  return SqliteEventStore.open(options);
}

/** Events in one SQLite file a UTC day. Writes in a thread, reads in processes that can be killed. */
export class SqliteEventStore
  implements EventWriter, EventReader, CellReader, EpisodeReader, TrendReader, EventMaintenance
{
  readonly #clock: Clock;
  readonly #writer: ThreadEventWriter;
  readonly #readers: ReaderPool;
  readonly #rollUps: NodeJS.Timeout;
  readonly #track: { state: StoreState };
  #closing: Promise<void> | undefined;

  private constructor(parts: {
    clock: Clock;
    writer: ThreadEventWriter;
    readers: ReaderPool;
    track: { state: StoreState };
  }) {
    this.#clock = parts.clock;
    this.#writer = parts.writer;
    this.#readers = parts.readers;
    this.#track = parts.track;
    this.#rollUps = setInterval(() => void this.rollUp().catch(() => undefined), rollUpEveryMs);
    this.#rollUps.unref();
  }

  static async open(options: SqliteEventStoreOptions): Promise<SqliteEventStore> {
    const { folder, clock, mostPages } = options;
    const track: { state: StoreState } = { state: { kind: 'ok' } };
    const writer = await ThreadEventWriter.start({
      folder,
      clock,
      durability: options.durability ?? 'power',
      limits: { ...usualLimits, retentionMs: options.retentionMs ?? usualLimits.retentionMs },
      mostWaiting: options.mostWaiting ?? 50_000,
      start: (...started) => WriterThread.start(...started),
      ...(mostPages === undefined ? {} : { mostPages }),
      onState: (state) => {
        track.state = state;
        options.onState?.(state);
      },
    });
    const readers = new ReaderPool({
      folder,
      deadlineMs: options.deadlineMs ?? 5000,
      readers: options.readers ?? 2,
      mostWaiting: 200,
    });
    return new SqliteEventStore({ clock, writer, readers, track });
  }

  /** How the writer is doing. */
  get state(): StoreState {
    return this.#track.state;
  }

  append(events: readonly CountEvent[]): Promise<readonly AppendVerdict[]> {
    return this.#writer.append(events);
  }

  search(query: EventQuery, page: { limit: number; after?: AfterKey }): Promise<EventSlice> {
    return this.#ask({ ask: 'search', query, page }) as Promise<EventSlice>;
  }

  count(query: EventQuery, limit: number): Promise<MatchCount> {
    return this.#ask({ ask: 'count', query, limit }) as Promise<MatchCount>;
  }

  histogram(query: EventQuery, edges: readonly number[]): Promise<readonly Bucket[]> {
    return this.#ask({ ask: 'histogram', query, edges }) as Promise<readonly Bucket[]>;
  }

  cells(query: EventQuery, resolution: CellResolution): Promise<readonly CellRow[]> {
    return this.#ask({ ask: 'cells', query, resolution }) as Promise<readonly CellRow[]>;
  }

  byId(eventId: string): Promise<CountEvent | undefined> {
    return this.#ask({ ask: 'byId', eventId }) as Promise<CountEvent | undefined>;
  }

  episodes(query: EventQuery, rule: EpisodeRule): Promise<readonly EpisodeRow[]> {
    return this.#ask({ ask: 'episodes', query, rule }) as Promise<readonly EpisodeRow[]>;
  }

  async sums(query: SumsQuery): Promise<readonly ZoneSums[]> {
    return unpackSums((await this.#ask({ ask: 'sums', query })) as PackedSums);
  }

  lastSlotEnds(cameras: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.#ask({ ask: 'lastSlotEnds', cameras }) as Promise<ReadonlyMap<string, number>>;
  }

  newest(): Promise<number | undefined> {
    return this.#ask({ ask: 'newest' }) as Promise<number | undefined>;
  }

  dropBefore(limits: { events: number; bins: number; hours?: number }): Promise<number> {
    const { events, bins, hours = bins } = limits;
    return this.#writer.perform({ do: 'drop', events, bins, hours, now: this.#clock.now() });
  }

  eraseCameras(cameraIds: readonly string[]): Promise<number> {
    return this.#writer.perform({ do: 'erase', cameras: cameraIds, now: this.#clock.now() });
  }

  /** Copies the sums of closed days to the roll-ups, in parts, so that writes go on in between. Runs by itself. */
  async rollUp(): Promise<void> {
    while ((await this.#writer.perform({ do: 'rollUp', now: this.#clock.now() })) === 1);
  }

  /** Ends the thread and the processes; what was acknowledged is on disk already. A second call does nothing more. */
  close(): Promise<void> {
    clearInterval(this.#rollUps);
    this.#closing ??= this.#readers.close().then(() => this.#writer.close());
    return this.#closing;
  }

  /** A damaged day file is set aside by the writer, then the question is asked once more without it. */
  async #ask(task: ReaderTask): Promise<unknown> {
    try {
      return await this.#readers.ask(task);
    } catch (error) {
      if (!(error instanceof DamagedFile)) throw error;
      await this.#writer.perform({ do: 'inspect', day: error.day, now: this.#clock.now() });
      return this.#readers.ask(task);
    }
  }
}
