import { position as positionSchema, type CoordinateSystem, type Position } from '@vialog/contracts';
import type { FieldName } from './camera-fields.ts';
import { isStated } from './cell-values.ts';
import { coordinateCell, type Axis } from './coordinate-cell.ts';
import { toWgs84 } from './coordinates.ts';
import type { SourceRecord } from './source-file.ts';

export interface PositionRead {
  readonly position?: Position;
  readonly problems: readonly string[];
}

/** Reads the position of a record in WGS-84. Swapped coordinates are reported, never corrected. */
export function readPosition(
  record: SourceRecord,
  columns: ReadonlyMap<FieldName, string>,
  crs: CoordinateSystem,
): PositionRead {
  const lon = readDegrees(record, columns.get('longitude'), 'longitude');
  const lat = readDegrees(record, columns.get('latitude'), 'latitude');
  if (typeof lon === 'string' || typeof lat === 'string') {
    return { problems: [...new Set([lon, lat].filter((each) => typeof each === 'string'))] };
  }
  const problem = positionProblem(lon, lat);
  if (problem !== undefined) return { problems: [problem] };
  return { position: positionSchema.parse(toWgs84([lon, lat], crs)), problems: [] };
}

const missing =
  'The row has no position: expected longitude and latitude in degrees. Fill in both, like 112.2 and 31.03.';

function readDegrees(record: SourceRecord, column: string | undefined, axis: Axis): number | string {
  const found = column === undefined ? undefined : record.values.get(column);
  if (column === undefined || !isStated(found)) return missing;
  const cell = coordinateCell(found, axis);
  if (cell.kind === 'value') return cell.value;
  return `Invalid "${column}": expected ${cell.expected}, found "${String(found).slice(0, 60)}".`;
}

function positionProblem(lon: number, lat: number): string | undefined {
  if (lon === 0 && lat === 0)
    return 'The position is 0, 0, which many systems write where none is known: expected the position of the camera.';
  if (Math.abs(lat) > 90 && Math.abs(lat) <= 180 && Math.abs(lon) <= 90)
    return `Longitude ${lon} and latitude ${lat} look swapped: expected a latitude from -90 to 90. Exchange the two columns, like columns=longitude=…,latitude=….`;
  if (Math.abs(lon) > 180) return `Invalid longitude: expected degrees from -180 to 180, found ${lon}.`;
  if (Math.abs(lat) > 90) return `Invalid latitude: expected degrees from -90 to 90, found ${lat}.`;
  return undefined;
}
