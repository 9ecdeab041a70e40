import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
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
  StoreStorage,
  SumsQuery,
  ZoneRows,
  ZoneSums,
} from '@vialog/events';
import { unpackSums, unpackZones, type PackedSums } from './packed-sums.ts';
import { DamagedDay } from './damaged-day.ts';
import { ReaderPool } from './reader-pool.ts';
import type { ReadQuery } from './reader-messages.ts';

export interface ReadingOptions {
  /** Folder of the day files, on a local disk; network shares are not supported. */
  readonly folder: string;
  /** Timeout of a query, ms. Default 5,000. */
  readonly deadlineMs?: number;
  /** Number of reader processes. Default 2. */
  readonly readers?: number;
}

/**
 * Opens a folder for reading while another process of this machine and user writes to it. Takes no lock, and the folder
 * may be created later; see `check`. Queries that read a damaged day file fail with STORE_UNAVAILABLE until the process
 * that writes moved the file away.
 */
export function openSqliteEventReaders(options: ReadingOptions): OpenEventReaders {
  return new StandaloneReaders(openReaderPool(options));
}

export const openReaderPool = ({ folder, deadlineMs = 5000, readers = 2 }: ReadingOptions): ReaderPool =>
  new ReaderPool({ folder, deadlineMs, readers, maxQueued: 200 });

/** All reading ports, over processes that can be killed. */
export class SqliteEventReaders implements OpenEventReaders {
  readonly #readers: ReaderPool;

  constructor(readers: ReaderPool) {
    this.#readers = readers;
  }

  search(query: EventQuery, page: { limit: number; after?: AfterKey }): Promise<EventSlice> {
    return this.run({ kind: 'search', query, page }) as Promise<EventSlice>;
  }

  count(query: EventQuery, limit: number): Promise<MatchCount> {
    return this.run({ kind: 'count', query, limit }) as Promise<MatchCount>;
  }

  histogram(query: EventQuery, edges: readonly number[]): Promise<readonly Bucket[]> {
    return this.run({ kind: 'histogram', query, edges }) as Promise<readonly Bucket[]>;
  }

  cells(query: EventQuery, resolution: CellResolution): Promise<readonly CellRow[]> {
    return this.run({ kind: 'cells', query, resolution }) as Promise<readonly CellRow[]>;
  }

  byId(eventId: string): Promise<CountEvent | undefined> {
    return this.run({ kind: 'byId', eventId }) as Promise<CountEvent | undefined>;
  }

  episodes(query: EventQuery, rule: EpisodeRule): Promise<readonly EpisodeRow[]> {
    return this.run({ kind: 'episodes', query, rule }) as Promise<readonly EpisodeRow[]>;
  }

  async sums(query: SumsQuery): Promise<readonly ZoneSums[]> {
    return unpackSums((await this.run({ kind: 'sums', query })) as PackedSums);
  }

  async zoneRows(query: SumsQuery): Promise<readonly ZoneRows[]> {
    return unpackZones((await this.run({ kind: 'sums', query })) as PackedSums, query.edges);
  }

  lastSlotEnds(cameras: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.run({ kind: 'lastSlotEnds', cameras }) as Promise<ReadonlyMap<string, number>>;
  }

  newest(): Promise<number | undefined> {
    return this.run({ kind: 'newest' }) as Promise<number | undefined>;
  }

  async check(): Promise<void> {
    if (!existsSync(this.#readers.folder))
      throw new VialogError(
        'STORE_UNAVAILABLE',
        `folder ${this.#readers.folder} does not exist; expected the process that writes events to create it at its start`,
      );
    await this.newest();
  }

  async storage(): Promise<StoreStorage> {
    const { folder } = this.#readers;
    try {
      const { bavail, blocks, bsize } = await statfs(folder);
      const disk = { name: folder, freeBytes: bavail * bsize, totalBytes: blocks * bsize };
      return { disks: [disk], state: 'complete' };
    } catch (cause) {
      throw new VialogError('STORE_UNAVAILABLE', `The disk of the folder ${folder} cannot be read.`, {
        cause,
      });
    }
  }

  close(): Promise<void> {
    return this.#readers.close();
  }

  protected run(query: ReadQuery): Promise<unknown> {
    return this.#readers.query(query);
  }
}

/** Readers without a writer, which cannot move a damaged file away. */
class StandaloneReaders extends SqliteEventReaders {
  protected override async run(query: ReadQuery): Promise<unknown> {
    try {
      return await super.run(query);
    } catch (cause) {
      if (!(cause instanceof DamagedDay)) throw cause;
      throw new VialogError('STORE_UNAVAILABLE', 'A day file of the event store cannot be read.', { cause });
    }
  }
}
