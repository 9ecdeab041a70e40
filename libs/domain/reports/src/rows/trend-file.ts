import type { TrendExportQuery } from '@vialog/contracts';
import type { TrendRow } from '@vialog/events';
import { parquetRows } from './parquet-rows.ts';
import { csvRows, jsonRows } from './text-rows.ts';
import { xlsxRows } from './xlsx-rows.ts';

export interface TrendFile {
  readonly pieces: AsyncIterable<string | Uint8Array>;
  readonly mediaType: string;
  readonly fileName: string;
}

interface RowFormat {
  readonly mediaType: string;
  readonly write: (rows: AsyncIterable<readonly TrendRow[]>) => AsyncIterable<string | Uint8Array>;
}

/** How rows are written, by format. */
const rowFormats: Readonly<Record<TrendExportQuery['format'], RowFormat>> = {
  csv: { mediaType: 'text/csv; charset=utf-8', write: csvRows },
  ndjson: { mediaType: 'application/x-ndjson', write: jsonRows },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: xlsxRows,
  },
  parquet: { mediaType: 'application/vnd.apache.parquet', write: parquetRows },
};

/** Writes rows as a file while they are read. */
export function trendFile(
  rows: AsyncIterable<readonly TrendRow[]>,
  { format, measure, interval }: Pick<TrendExportQuery, 'format' | 'measure' | 'interval'>,
): TrendFile {
  const { mediaType, write } = rowFormats[format];
  return { pieces: write(rows), mediaType, fileName: `vialog-${measure}-${interval}.${format}` };
}
