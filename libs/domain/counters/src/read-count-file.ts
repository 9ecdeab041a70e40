import {
  decodeText,
  parseMapping,
  readCsv,
  UnreadableFileError,
  type CsvDelimiter,
  type SourceFile,
} from '@vialog/camera-exchange';
import { maxCountRows, VialogError, type CountProblem } from '@vialog/contracts';
import { findCountColumns } from './count-columns.ts';
import { problemOf, type CountRow } from './count-row.ts';
import { readCountRecord } from './read-count-record.ts';

export interface CountFileOptions {
  /** Counter and zone of the rows that name none. */
  readonly counter?: string | undefined;
  readonly zone?: string | undefined;
  readonly timeZone?: string | undefined;
  /** Column mapping, like `startAt=Zeit,inbound=Einfahrten`. */
  readonly columns?: string | undefined;
  readonly encoding?: string | undefined;
  readonly delimiter?: CsvDelimiter | undefined;
}

export interface CountFile {
  readonly rows: readonly CountRow[];
  /** Rows that cannot be read. */
  readonly problems: readonly CountProblem[];
  /** Field → column. */
  readonly columns: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
}

/**
 * Reads a CSV file of counts: one row per slot with both directions, or one row per slot and direction.
 * @throws {VialogError} IMPORT_REFUSED when the file cannot be read as a whole
 */
export function readCountFile(bytes: Uint8Array, options: CountFileOptions): CountFile {
  const source = readSource(bytes, options);
  const mapping = parseMapping(options.columns ?? '');
  const { byField, unused, problems } = findCountColumns(source.columns, mapping);
  const found = [...problems, ...sizeProblems(source.records.length)];
  if (!byField.has('counter') && options.counter === undefined)
    found.push(
      'The file has no column for the counter: map it, like columns=counter=…, or name one counter for the whole file.',
    );
  if (found.length > 0) throw unreadable(found);
  const records = source.records.map((record) => readCountRecord(record, byField, options));
  const merged = mergedRows(records.flatMap((record) => ('read' in record ? [record.read] : [])));
  const ignored = unused.length > 0 ? [`These columns are ignored: ${unused.join(', ')}.`] : [];
  return {
    rows: merged.rows,
    problems: [
      ...records.flatMap((record) => ('problem' in record ? [record.problem] : [])),
      ...merged.problems,
    ],
    columns: Object.fromEntries(byField),
    warnings: [...source.warnings, ...ignored],
  };
}

function readSource(bytes: Uint8Array, { encoding, delimiter }: CountFileOptions): SourceFile {
  try {
    return readCsv(decodeText(bytes, encoding), delimiter);
  } catch (error) {
    if (error instanceof UnreadableFileError) throw unreadable([error.message]);
    throw error;
  }
}

const unreadable = (problems: readonly string[]): VialogError =>
  new VialogError('IMPORT_REFUSED', problems.join(' '), {
    details: problems.map((message) => ({ message })),
  });

function sizeProblems(count: number): string[] {
  if (count === 0) return ['The file has no rows: expected at least one count.'];
  if (count <= maxCountRows) return [];
  return [`The file has ${count} rows: expected at most ${maxCountRows}. Split the file.`];
}

/** Rows of the same slot that state one direction each become one row. */
function mergedRows(rows: readonly CountRow[]): Pick<CountFile, 'rows' | 'problems'> {
  const merged = new Map<string, CountRow>();
  const problems: CountProblem[] = [];
  for (const row of rows) {
    const { byDirection, counter, zone, startAt } = row;
    const key = byDirection ? JSON.stringify([counter, zone, startAt]) : `row ${row.row}`;
    const before = merged.get(key)?.byDirection ?? new Map<string, number>();
    const repeated = [...(byDirection?.keys() ?? [])].find((word) => before.has(word));
    if (repeated !== undefined)
      problems.push(
        problemOf(row, 'invalid', 'an earlier row has this slot and direction already', 'direction'),
      );
    else
      merged.set(
        key,
        byDirection
          ? { ...(merged.get(key) ?? row), byDirection: new Map([...before, ...byDirection]) }
          : row,
      );
  }
  return { rows: [...merged.values()], problems };
}
