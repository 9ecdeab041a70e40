import type { CellReader } from './cell-reader.port.ts';
import type { EventMaintenance } from './event-maintenance.port.ts';
import type { EpisodeReader, EventReader } from './event-reader.port.ts';
import type { EventWriter } from './event-writer.port.ts';
import type { TrendReader } from './trend-reader.port.ts';

/** The reading side of a store that another process writes to. */
export interface OpenEventReaders extends EventReader, CellReader, EpisodeReader, TrendReader {
  /**
   * Resolves when the store replies to queries and, if it is open for writing, accepts records.
   * @throws {VialogError} STORE_UNAVAILABLE, with the reason
   */
  check(): Promise<void>;
  /** Closes the store. Idempotent. */
  close(): Promise<void>;
}

/** A store open for reading and writing. It rolls up the sums of closed hours and days while it is open. */
export interface OpenEventStore extends OpenEventReaders, EventWriter, EventMaintenance {
  /** Roll-up rounds that failed since the store was opened. Each is retried. */
  readonly rollUpFailures: number;
}
