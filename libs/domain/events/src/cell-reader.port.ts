import { cellResolutions } from '@vialog/measuring';
import type { EventQuery } from './event-query.ts';

export { cellResolutions };
export type CellResolution = (typeof cellResolutions)[number];

export interface CellRow {
  /** H3 index, 15 hexadecimal digits. */
  readonly cell: string;
  /** Matching records, number. */
  readonly count: number;
  /** Highest total among them; 0 if none was measured. */
  readonly peak: number;
}

/** Aggregates matches by map cell. */
export interface CellReader {
  /** Matches per cell, sorted by cell; cells without a match are left out. */
  cells(query: EventQuery, resolution: CellResolution): Promise<readonly CellRow[]>;
}
