import { existsSync } from 'node:fs';
import { VialogError, type CountEvent } from '@vialog/contracts';
import type {
  AfterKey,
  Bucket,
  CellResolution,
  CellRow,
  EpisodeRow,
  EpisodeRule,
  EventQuery,
  EventSlice,
  MatchCount,
  OpenEventReaders,
  SumsQuery,
  ZoneSums,
} from '@vialog/events';
import { unpackSums, type PackedSums } from './packed-sums.ts';
import { DamagedFile } from './reader-process.ts';
import { ReaderPool } from './reader-pool.ts';
import type { ReaderTask } from './reader-messages.ts';

export interface ReadingOptions {
  /** Where the day files lie: on a disk of this machine, never on a network share. */
  readonly folder: string;
  /** Longest a question may run, ms; 5000. */
  readonly deadlineMs?: number;
  /** Reader processes; 2. */
  readonly readers?: number;
}

/**
 * Opens a folder another process of this machine and user writes to, for questions only. It takes no lock and may be
 * there before the folder is; see `check`. Questions that meet a damaged day file fail with STORE_UNAVAILABLE until the
 * process that writes has set it aside.
 */
export function openSqliteEventReaders(options: ReadingOptions): OpenEventReaders {
  return new LoneReaders(poolOf(options));
}

export const poolOf = ({ folder, deadlineMs = 5000, readers = 2 }: ReadingOptions): ReaderPool =>
  new ReaderPool({ folder, deadlineMs, readers, mostWaiting: 200 });

/** Every reading port, answered by processes that can be killed. */
export class SqliteEventReaders implements OpenEventReaders {
  readonly #readers: ReaderPool;

  constructor(readers: ReaderPool) {
    this.#readers = readers;
  }

  search(query: EventQuery, page: { limit: number; after?: AfterKey }): Promise<EventSlice> {
    return this.ask({ ask: 'search', query, page }) as Promise<EventSlice>;
  }

  count(query: EventQuery, limit: number): Promise<MatchCount> {
    return this.ask({ ask: 'count', query, limit }) as Promise<MatchCount>;
  }

  histogram(query: EventQuery, edges: readonly number[]): Promise<readonly Bucket[]> {
    return this.ask({ ask: 'histogram', query, edges }) as Promise<readonly Bucket[]>;
  }

  cells(query: EventQuery, resolution: CellResolution): Promise<readonly CellRow[]> {
    return this.ask({ ask: 'cells', query, resolution }) as Promise<readonly CellRow[]>;
  }

  byId(eventId: string): Promise<CountEvent | undefined> {
    return this.ask({ ask: 'byId', eventId }) as Promise<CountEvent | undefined>;
  }

  episodes(query: EventQuery, rule: EpisodeRule): Promise<readonly EpisodeRow[]> {
    return this.ask({ ask: 'episodes', query, rule }) as Promise<readonly EpisodeRow[]>;
  }

  async sums(query: SumsQuery): Promise<readonly ZoneSums[]> {
    return unpackSums((await this.ask({ ask: 'sums', query })) as PackedSums);
  }

  lastSlotEnds(cameras: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.ask({ ask: 'lastSlotEnds', cameras }) as Promise<ReadonlyMap<string, number>>;
  }

  newest(): Promise<number | undefined> {
    return this.ask({ ask: 'newest' }) as Promise<number | undefined>;
  }

  async check(): Promise<void> {
    if (!existsSync(this.#readers.folder))
      throw new VialogError(
        'STORE_UNAVAILABLE',
        `expected events in ${this.#readers.folder}, found no such folder; the process that writes makes it when it starts`,
      );
    await this.newest();
  }

  close(): Promise<void> {
    return this.#readers.close();
  }

  protected ask(task: ReaderTask): Promise<unknown> {
    return this.#readers.ask(task);
  }
}

/** Without a writer beside them nobody can be asked to set a damaged file aside. */
class LoneReaders extends SqliteEventReaders {
  protected override async ask(task: ReaderTask): Promise<unknown> {
    try {
      return await super.ask(task);
    } catch (cause) {
      if (!(cause instanceof DamagedFile)) throw cause;
      throw new VialogError('STORE_UNAVAILABLE', 'A day file of the event store cannot be read.', { cause });
    }
  }
}
