import { byteOrderMark, csvLines } from '@vialog/camera-exchange';
import type { TrendRow } from '@vialog/events';
import { trendColumns } from './trend-columns.ts';

/** CSV (RFC 4180) in UTF-8 with a byte order mark; a text that a spreadsheet would compute starts with an apostrophe. */
export async function* csvRows(rows: AsyncIterable<readonly TrendRow[]>): AsyncGenerator<string> {
  yield `${byteOrderMark}${csvLines([trendColumns.map(({ name }) => name)])}`;
  for await (const some of rows) yield csvLines(some.map((row) => trendColumns.map(({ name }) => row[name])));
}

/** One JSON object per line. */
export async function* jsonRows(rows: AsyncIterable<readonly TrendRow[]>): AsyncGenerator<string> {
  for await (const some of rows) yield some.map(jsonLine).join('');
}

export const jsonLine = (row: TrendRow): string => `${JSON.stringify(row)}\n`;
