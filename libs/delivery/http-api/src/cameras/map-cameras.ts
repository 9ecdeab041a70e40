import { VialogError, type mapAnswer, type Camera, type MapQuery, type Position } from '@vialog/contracts';
import type { NewestCameras } from '@vialog/registry';
import type { z } from 'zod';
import type { HealthBoard } from '../ports/health-board.port.ts';
import { currentHealth } from './current-health.ts';

export type MapAnswer = z.infer<typeof mapAnswer>;

/**
 * The cameras in a box of the map with their health, ordered by name, without retired ones.
 *
 * @throws <VialogError> VALIDATION_FAILED when the box is invalid
 */
export function mapCameras(cameras: NewestCameras, board: HealthBoard, query: MapQuery): MapAnswer {
  const inBox = query.bbox === undefined ? () => true : boxTest(query.bbox);
  const shown = cameras.newest().filter((camera) => camera.lifecycle !== 'retired' && inBox(camera.position));
  return { items: shown.toSorted(byName).map((camera) => pointOf(camera, board)) };
}

const byName = (a: Camera, b: Camera): number => (a.name < b.name ? -1 : Number(a.name > b.name));

function pointOf(camera: Camera, board: HealthBoard): MapAnswer['items'][number] {
  const { cameraId, name, position, heading, lifecycle } = camera;
  const { state } = currentHealth(camera, board);
  return { cameraId, name, position, lifecycle, state, ...(heading === undefined ? {} : { heading }) };
}

/** Edges belong to the box; west > east crosses the antimeridian (RFC 7946, 5.2). */
function boxTest(bbox: string): (position: Position) => boolean {
  const [west = NaN, south = NaN, east = NaN, north = NaN] = bbox.split(',').map(Number);
  if (!isBox([west, south, east, north])) {
    const message = `expected west,south,east,north in degrees with south below north, found "${bbox}"`;
    throw new VialogError('VALIDATION_FAILED', `bbox: ${message}`, { details: [{ path: 'bbox', message }] });
  }
  const inside =
    west <= east ? (lon: number) => west <= lon && lon <= east : (lon: number) => lon >= west || lon <= east;
  return ([lon, lat]) => south <= lat && lat <= north && inside(lon);
}

function isBox([west, south, east, north]: readonly [number, number, number, number]): boolean {
  const inRange =
    [west, east].every((lon) => Math.abs(lon) <= 180) && [south, north].every((lat) => Math.abs(lat) <= 90);
  return inRange && south <= north;
}
