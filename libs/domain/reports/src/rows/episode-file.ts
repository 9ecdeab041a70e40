import { byteOrderMark, csvLines } from '@vialog/camera-exchange';
import type { EpisodeExport, EpisodeExportRow, EpisodeMethod } from '@vialog/events';
import type { EpisodeExportQuery } from '@vialog/contracts';
import type { TrendFile } from './trend-file.ts';

const columns = [
  'site',
  'camera',
  'cameraId',
  'zone',
  'zoneId',
  'fromAt',
  'toAt',
  'localFromAt',
  'localToAt',
  'timeZone',
  'minutes',
  'ongoing',
  'peak',
  'peakAt',
  'mean',
  'peakOccupancy',
  'meanOccupancy',
  'coverage',
  'distanceM',
  'longitude',
  'latitude',
] as const satisfies readonly (keyof EpisodeExportRow)[];

/** CSV (RFC 4180) in UTF-8 with a byte order mark; after an empty line, the method as rows of a name and a value. */
async function* csvPieces({ rows, method }: EpisodeExport): AsyncGenerator<string> {
  yield `${byteOrderMark}${csvLines([[...columns]])}`;
  for await (const some of rows) yield csvLines(some.map((row) => columns.map((name) => cellOf(row[name]))));
  yield `\r\n${csvLines(methodLines(method()))}`;
}

const cellOf = (value: EpisodeExportRow[keyof EpisodeExportRow]): string | number | null =>
  typeof value === 'boolean' ? String(value) : value;

function methodLines({ completeness, models, ...facts }: EpisodeMethod): (string | number)[][] {
  const { expected, measured, coverage, reasons } = completeness;
  return [
    ...Object.entries(facts),
    ['expectedSlots', expected],
    ['measuredSlots', measured],
    ['coverage', coverage ?? ''],
    ...Object.entries(reasons).map(([reason, slots]) => [`missingSlots ${reason}`, slots]),
    ['models', models.join(' ')],
  ];
}

/** One JSON object per line; the last line has the method. */
async function* jsonPieces({ rows, method }: EpisodeExport): AsyncGenerator<string> {
  for await (const some of rows) yield some.map((row) => `${JSON.stringify(row)}\n`).join('');
  yield `${JSON.stringify({ method: method() })}\n`;
}

/** A GeoJSON FeatureCollection (RFC 7946) with the method as a foreign member. */
async function* geoJsonPieces({ rows, method }: EpisodeExport): AsyncGenerator<string> {
  yield '{"type":"FeatureCollection","features":[';
  let separator = '\n';
  for await (const some of rows)
    for (const row of some) {
      yield separator + JSON.stringify(featureOf(row));
      separator = ',\n';
    }
  yield `\n],"method":${JSON.stringify(method())}}\n`;
}

const featureOf = ({ longitude, latitude, ...properties }: EpisodeExportRow) => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [longitude, latitude] },
  properties,
});

const formats = {
  csv: { mediaType: 'text/csv; charset=utf-8', write: csvPieces },
  ndjson: { mediaType: 'application/x-ndjson', write: jsonPieces },
  geojson: { mediaType: 'application/geo+json', write: geoJsonPieces },
} as const;

/** Writes the episodes of a search with their method as a file while they are read. */
export function episodeFile(found: EpisodeExport, format: EpisodeExportQuery['format']): TrendFile {
  const { mediaType, write } = formats[format];
  return { pieces: write(found), mediaType, fileName: `vialog-episodes.${format}` };
}
