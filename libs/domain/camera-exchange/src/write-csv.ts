import type { Camera, CoordinateSystem } from '@vialog/contracts';
import { stringify } from 'csv-stringify/sync';
import { fieldNames } from './camera-fields.ts';
import { cameraValues, type ExportValue } from './camera-values.ts';
import { guardFormula } from './cell-values.ts';

/** CSV (RFC 4180) in UTF-8 with a byte order mark, which spreadsheets need to recognise the encoding. */
export function* writeCsv(cameras: readonly Camera[], crs: CoordinateSystem): Generator<string> {
  yield `${byteOrderMark}${line(fieldNames)}`;
  for (const camera of cameras) {
    const values = cameraValues(camera, crs);
    yield line(fieldNames.map((name) => cellOf(values.get(name))));
  }
}

const line = (cells: readonly string[]): string => stringify([[...cells]], { record_delimiter: 'windows' });

/** Mark at the start of a CSV file, by which spreadsheets recognise UTF-8. */
export const byteOrderMark = '\uFEFF';

/** Lines of a CSV file (RFC 4180). Texts that a spreadsheet would compute start with an apostrophe; null is an empty cell. */
export function csvLines(rows: readonly (readonly (string | number | null)[])[]): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? guardFormula(cell) : cell)));
  return stringify(cells, { record_delimiter: 'windows' });
}

function cellOf(value: ExportValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return guardFormula(typeof value === 'string' ? value : value.join(';'));
}
