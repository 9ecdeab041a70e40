import type { CellReader } from './cell-reader.port.ts';
import type { EventMaintenance } from './event-maintenance.port.ts';
import type { EpisodeReader, EventReader } from './event-reader.port.ts';
import type { EventWriter } from './event-writer.port.ts';
import type { TrendReader } from './trend-reader.port.ts';

/** Space of a disk on which data is stored. */
export interface DiskSpace {
  /** Folder or node. */
  readonly name: string;
  readonly freeBytes: number;
  readonly totalBytes: number;
  /** Free space below which the store itself limits what it does, bytes. */
  readonly limitedBelowBytes?: number | undefined;
  /** Free space below which the store accepts no records, bytes. */
  readonly stoppedBelowBytes?: number | undefined;
}

/** Where a store keeps its data. */
export interface StoreStorage {
  readonly disks: readonly DiskSpace[];
  /** copies_missing: a failure of a node would lose data; data_missing: a part of the data cannot be read. */
  readonly state: 'complete' | 'copies_missing' | 'data_missing';
}

/** The reading side of a store that another process writes to. */
export interface OpenEventReaders extends EventReader, CellReader, EpisodeReader, TrendReader {
  /**
   * Resolves when the store replies to queries and, if it is open for writing, accepts records.
   * @throws {VialogError} STORE_UNAVAILABLE, with the reason
   */
  check(): Promise<void>;
  /**
   * The disks of the store and whether its data is complete.
   * @throws {VialogError} STORE_UNAVAILABLE
   */
  storage(): Promise<StoreStorage>;
  /** Closes the store. Idempotent. */
  close(): Promise<void>;
}

/** A store open for reading and writing. It rolls up the sums of closed hours and days while it is open. */
export interface OpenEventStore extends OpenEventReaders, EventWriter, EventMaintenance {
  /** Roll-up rounds that failed since the store was opened. Each is retried. */
  readonly rollUpFailures: number;
}
