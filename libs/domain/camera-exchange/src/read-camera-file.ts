import { maxImportRows, type CoordinateSystem, type ExchangeFormat } from '@vialog/contracts';
import { mapColumns, parseMapping, quoted } from './camera-fields.ts';
import type { CameraFile } from './camera-row.ts';
import { decodeText } from './decode-text.ts';
import { readCsv, type CsvDelimiter } from './read-csv.ts';
import { readGat1400 } from './read-gat1400.ts';
import { readGb28181 } from './read-gb28181.ts';
import { readGeoJson } from './read-geojson.ts';
import { readOtcm } from './read-otcm.ts';
import { readRow } from './read-row.ts';
import { UnreadableFileError, type SourceFile } from './source-file.ts';

export interface ReadOptions {
  readonly format: ExchangeFormat;
  readonly crs?: CoordinateSystem;
  /** Column mapping, like `name=Standort,latitude=Breite`. */
  readonly columns?: string | undefined;
  readonly encoding?: string | undefined;
  readonly delimiter?: CsvDelimiter | undefined;
}

/** Reads a camera list. Problems are part of the result: of the file as a whole, or of a row. */
export function readCameraFile(bytes: Uint8Array, options: ReadOptions): CameraFile {
  try {
    const source = readSource(decodeText(bytes, options.encoding), options);
    return mapped(source, options);
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    return { rows: [], problems: [error.message], warnings: [] };
  }
}

function readSource(text: string, { format, delimiter }: ReadOptions): SourceFile {
  switch (format) {
    case 'csv':
      return readCsv(text, delimiter);
    case 'geojson':
      return readGeoJson(text);
    case 'otcm':
      return readOtcm(text);
    case 'gb28181':
      return readGb28181(text);
    case 'gat1400':
      return readGat1400(text);
  }
}

function mapped(
  source: SourceFile,
  { format, crs = 'wgs84', columns: mapping = '' }: ReadOptions,
): CameraFile {
  const { byField, unused, problems } = mapColumns(source.columns, parseMapping(mapping));
  const missing = (['name', 'longitude', 'latitude'] as const).filter((field) => !byField.has(field));
  const fileProblems = [...problems, ...sizeProblems(source.records.length)];
  if (
    missing.length > 0 &&
    source.records.some((record) => !record.isSkipped && record.problems.length === 0)
  ) {
    fileProblems.push(
      `The file has no column for ${missing.join(', ')}; it has ${quoted(source.columns)}. Rename the column or map it, like columns=${missing[0]}=….`,
    );
  }
  if (fileProblems.length > 0) return { rows: [], problems: fileProblems, warnings: source.warnings };
  const rows = source.records.map((record) =>
    readRow(record, { columns: byField, crs, isSheet: format === 'csv' }),
  );
  const ignored = unused.length > 0 ? [`These columns are ignored: ${quoted(unused)}.`] : [];
  return { rows, problems: [], warnings: [...source.warnings, ...ignored] };
}

function sizeProblems(count: number): string[] {
  if (count === 0) return ['The file has no records: expected at least one camera.'];
  if (count <= maxImportRows) return [];
  return [`The file has ${count} records: expected at most ${maxImportRows}. Split the file.`];
}
