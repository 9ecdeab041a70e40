import { cellResolutions } from '@vialog/measuring';
import type { EventQuery } from './event-query.ts';

export { cellResolutions };
export type CellResolution = (typeof cellResolutions)[number];

export interface CellRow {
  /** H3 index, 15 hexadecimal digits. */
  readonly cell: string;
  /** Matching records, number. */
  readonly count: number;
  /** Highest total among them; 0 where none was measured. */
  readonly peak: number;
}

/** The map: where it was like this. */
export interface CellReader {
  /** Matches per cell, cells without one left out, by cell. */
  cells(query: EventQuery, resolution: CellResolution): Promise<readonly CellRow[]>;
}
