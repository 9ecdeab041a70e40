import type { TrendRow } from '@vialog/events';
import { writeXlsxStream } from 'hucre/xlsx';
import { trendColumns, type TrendColumn } from './trend-columns.ts';

/** Widths of the columns, characters. */
const widths: Readonly<Record<TrendColumn['kind'], number>> = {
  text: 22,
  instant: 26,
  number: 12,
  count: 10,
};

/**
 * A workbook with one row per row, written while the rows are read. Texts are inline strings, which a spreadsheet never
 * computes, also if they begin with "=". After 1,048,576 rows, the limit of spreadsheets, a second sheet begins.
 */
export async function* xlsxRows(rows: AsyncIterable<readonly TrendRow[]>): AsyncGenerator<Uint8Array> {
  const columns = trendColumns.map(({ name, kind }) => ({ header: name, width: widths[kind] }));
  const written = writeXlsxStream(cellsOf(rows), { name: 'Trends', columns, freezePane: { rows: 1 } });
  yield* written;
}

async function* cellsOf(
  rows: AsyncIterable<readonly TrendRow[]>,
): AsyncGenerator<(string | number | null)[]> {
  for await (const some of rows) for (const row of some) yield trendColumns.map(({ name }) => row[name]);
}
