/** Value of one cell or property as the file states it. */
export type SourceValue = string | number | boolean | readonly string[];

/** One record of a camera list, with the names of the file. */
export interface SourceRecord {
  /** Number of the record in the file, from 1. */
  readonly row: number;
  /** Line at which it starts, for line-based formats. */
  readonly line?: number | undefined;
  readonly values: ReadonlyMap<string, SourceValue>;
  /** What is wrong with the record as a whole, in sentences. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  /** The record is not a camera; it is listed but not imported. */
  readonly isSkipped?: boolean;
}

/** A camera list as read, before columns are mapped to fields. */
export interface SourceFile {
  readonly records: readonly SourceRecord[];
  /** Names of all columns or properties. */
  readonly columns: readonly string[];
  readonly warnings: readonly string[];
}

/** The file cannot be read as a whole. The message states what was found, what was expected and what to do. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
}

/** The distinct names of all records, in the order of their first use. */
export function columnsOf(records: readonly SourceRecord[]): string[] {
  return [...new Set(records.flatMap((record) => [...record.values.keys()]))];
}
