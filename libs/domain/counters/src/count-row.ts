import type { ClassCounts, CountProblem } from '@vialog/contracts';

/** A local time of a file, as if it were UTC, epoch ms. */
export interface LocalMoment {
  readonly local: number;
  /** Default: the time zone of the counter. */
  readonly timeZone?: string | undefined;
}

/** A count as a request or file states it. */
export interface CountRow {
  /** Number of the row, from 1. */
  readonly row: number;
  readonly line?: number | undefined;
  /** Id or code of the counter. */
  readonly counter: string;
  /** May be left out for a counter with one zone. */
  readonly zone?: string | undefined;
  /** Start of the slot: epoch ms, or a local time. */
  readonly startAt: number | LocalMoment;
  readonly inbound?: number | ClassCounts | undefined;
  readonly outbound?: number | ClassCounts | undefined;
  readonly present?: number | ClassCounts | undefined;
  /** Counts by the word for their direction; the word is empty where the file has no directions. */
  readonly byDirection?: ReadonlyMap<string, number> | undefined;
}

type Place = Pick<CountRow, 'row' | 'line'>;

/** Why a row is rejected. */
export const problemOf = (
  { row, line }: Place,
  kind: CountProblem['kind'],
  message: string,
  field?: string,
): CountProblem => ({
  row,
  ...(line === undefined ? {} : { line }),
  kind,
  ...(field === undefined ? {} : { field }),
  message,
});
