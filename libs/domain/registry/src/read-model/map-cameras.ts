import type { MapResponse, MapPoint, MapQuery } from '@vialog/contracts';
import { summarizeZone, type CameraEntry } from './camera-entry.ts';
import type { CameraListPorts } from './camera-read-model.port.ts';
import { boxOf, mercatorAreaOf } from './map-box.ts';
import { MapCell } from './map-cell.ts';
import { matchCameras, type HealthOf } from './match-cameras.ts';

/** Up to this number of cameras in view, all are returned as single cameras. */
const maxSingles = 500;
/** Maximum number of cells in view, so that the response is bounded at every zoom. */
const maxCells = 2_500;
/** A cell has the side 2^-3 of a tile of 512 px: 64 px. */
const cellsPerTile = 3;
/** Cells are numbered in one integer, below 2^53. */
const maxLevel = 25;

/**
 * The cameras in a box of the map with their health. Cameras in the same cell of the zoom form a cluster. Retired cameras are
 * shown only if the filter selects them.
 * @throws {VialogError} VALIDATION_FAILED when the box is invalid
 */
export function mapCameras(
  ports: Pick<CameraListPorts, 'cameras' | 'healthOf'>,
  query: MapQuery,
): MapResponse {
  const { zoom, ...filter } = query;
  const { healthOf } = ports;
  const { matches } = matchCameras(ports.cameras.entries(), filter, { healthOf });
  const found = matches.map(({ entry }) => entry);
  const shown = filter.lifecycle ? found : found.filter(({ camera }) => camera.lifecycle !== 'retired');
  const total = shown.length;
  if (zoom === undefined || total <= maxSingles) {
    return { items: shown.map((entry) => pointOf(entry, healthOf)), clusters: [], total };
  }
  const cells = [...cellsOf(shown, levelOf(zoom, filter.bbox), healthOf).values()];
  return {
    items: cells.flatMap((cell) => cell.single ?? []).map((entry) => pointOf(entry, healthOf)),
    clusters: cells.flatMap((cell) => (cell.single ? [] : [cell.cluster])),
    total,
  };
}

/** Level of the grid: the world has 2^level × 2^level cells. */
function levelOf(zoom: number, bbox: string | undefined): number {
  const area = mercatorAreaOf(boxOf(bbox));
  let level = Math.min(Math.floor(zoom) + cellsPerTile, maxLevel);
  while (level > 0 && area * 4 ** level > maxCells) level -= 1;
  return level;
}

function cellsOf(entries: readonly CameraEntry[], level: number, healthOf: HealthOf): Map<number, MapCell> {
  const side = 2 ** level;
  const cells = new Map<number, MapCell>();
  for (const entry of entries) {
    const key = cellIndex(entry.y, side) * side + cellIndex(entry.x, side);
    let cell = cells.get(key);
    if (!cell) cells.set(key, (cell = new MapCell(entry)));
    cell.add(entry, healthOf(entry.camera).state);
  }
  return cells;
}

const cellIndex = (share: number, side: number): number => Math.min(Math.floor(share * side), side - 1);

function pointOf({ camera }: CameraEntry, healthOf: HealthOf): MapPoint {
  const { cameraId, name, position, heading, fieldOfView, lifecycle, streamKind } = camera;
  const { state } = healthOf(camera);
  return {
    cameraId,
    name,
    position,
    lifecycle,
    streamKind,
    state,
    zones: camera.zones.map(summarizeZone),
    ...(heading === undefined ? {} : { heading }),
    ...(fieldOfView === undefined ? {} : { fieldOfView }),
  };
}
