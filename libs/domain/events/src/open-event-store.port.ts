import type { CellReader } from './cell-reader.port.ts';
import type { EventMaintenance } from './event-maintenance.port.ts';
import type { EpisodeReader, EventReader } from './event-reader.port.ts';
import type { EventWriter } from './event-writer.port.ts';
import type { TrendReader } from './trend-reader.port.ts';

/** The reading side of a store somebody else writes to. */
export interface OpenEventReaders extends EventReader, CellReader, EpisodeReader, TrendReader {
  /**
   * Resolves when questions are answered now; where the store is open for writing, when records are taken too.
   * Rejects with the code STORE_UNAVAILABLE, and why.
   */
  check(): Promise<void>;
  /** Ends what was opened. A second call does nothing more. */
  close(): Promise<void>;
}

/** A store open for reading and writing. It rolls up the sums of closed hours and days while it is open. */
export interface OpenEventStore extends OpenEventReaders, EventWriter, EventMaintenance {
  /** Roll-up rounds that failed since the store was opened. Each is retried. */
  readonly rollUpFailures: number;
}
