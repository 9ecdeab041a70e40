import { isObject, parseJson, plainValues } from './read-json.ts';
import { columnsOf, UnreadableFileError, type SourceFile, type SourceRecord } from './source-file.ts';

/**
 * Reads a GeoJSON FeatureCollection (RFC 7946) of points; properties are named as the CSV columns.
 * @throws {UnreadableFileError} for other JSON and for a `crs` member, which RFC 7946 removed
 */
export function readGeoJson(text: string): SourceFile {
  const document = parseJson(text);
  if (
    !isObject(document) ||
    document['type'] !== 'FeatureCollection' ||
    !Array.isArray(document['features'])
  ) {
    throw new UnreadableFileError(
      'The file is no GeoJSON FeatureCollection: expected {"type": "FeatureCollection", "features": […]}. Choose the format of the file.',
    );
  }
  rejectProjection(document['crs']);
  const records = document['features'].map((feature: unknown, i) => recordOf(feature, i + 1));
  return { records, columns: columnsOf(records), warnings: [] };
}

function recordOf(feature: unknown, row: number): SourceRecord {
  const properties = isObject(feature) && isObject(feature['properties']) ? feature['properties'] : {};
  const values = plainValues(properties);
  const point = isObject(feature) ? pointOf(feature['geometry']) : undefined;
  if (!point) {
    const problem =
      'The feature has no point: expected a geometry {"type": "Point", "coordinates": [longitude, latitude]}. Add the position of the camera.';
    return { row, values, problems: [problem], warnings: [] };
  }
  values.set('longitude', point[0]).set('latitude', point[1]);
  return { row, values, problems: [], warnings: [] };
}

function pointOf(geometry: unknown): readonly [number, number] | undefined {
  if (!isObject(geometry) || geometry['type'] !== 'Point' || !Array.isArray(geometry['coordinates']))
    return undefined;
  const [lon, lat] = geometry['coordinates'] as readonly unknown[];
  return typeof lon === 'number' && typeof lat === 'number' ? [lon, lat] : undefined;
}

function rejectProjection(crs: unknown): void {
  if (crs === undefined || crs === null) return;
  const name = isObject(crs) && isObject(crs['properties']) ? String(crs['properties']['name']) : '';
  if (/(CRS84|EPSG:+4326|WGS ?84)$/i.test(name)) return;
  throw new UnreadableFileError(
    `The file has the coordinate reference system "${name.slice(0, 80)}": expected WGS 84 in degrees (RFC 7946). Export it as EPSG:4326.`,
  );
}
