import { byteOrderMark, csvLines } from '@vialog/camera-exchange';
import type { TrendExportQuery } from '@vialog/contracts';
import type { TrendRow } from '@vialog/events';

const columns = [
  'series',
  'name',
  'measure',
  'unit',
  'startAt',
  'localStartAt',
  'timeZone',
  'value',
  'peak',
  'expected',
  'measured',
  'coverage',
] as const satisfies readonly (keyof TrendRow)[];

export interface TrendFile {
  readonly pieces: AsyncIterable<string>;
  readonly mediaType: string;
  readonly fileName: string;
}

/** Writes rows as a file while they are read. */
export function trendFile(
  rows: AsyncIterable<readonly TrendRow[]>,
  { format, measure, interval }: TrendExportQuery,
): TrendFile {
  const fileName = `vialog-${measure}-${interval}.${format}`;
  return format === 'csv'
    ? { pieces: csvPieces(rows), mediaType: 'text/csv; charset=utf-8', fileName }
    : { pieces: jsonPieces(rows), mediaType: 'application/x-ndjson', fileName };
}

async function* csvPieces(rows: AsyncIterable<readonly TrendRow[]>): AsyncGenerator<string> {
  yield `${byteOrderMark}${csvLines([columns])}`;
  for await (const some of rows) yield csvLines(some.map((row) => columns.map((column) => row[column])));
}

async function* jsonPieces(rows: AsyncIterable<readonly TrendRow[]>): AsyncGenerator<string> {
  for await (const some of rows) yield some.map((row) => `${JSON.stringify(row)}\n`).join('');
}
