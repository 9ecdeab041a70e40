import { epochOf, type Camera } from '@vialog/contracts';
import { searchTextOf, sortKeyOf } from '../name-order.ts';
import { regionOf } from '../region.ts';
import { mercatorOf } from './map-box.ts';

/** The newest version of a camera with the values that lists, map and suggestions compare, computed once per version. */
export interface CameraEntry {
  readonly camera: Camera;
  /** Folded name in the order of lists. */
  readonly sortKey: string;
  /** Folded name, code and tags, one per line. */
  readonly searchText: string;
  readonly siteIds: readonly string[];
  readonly region: string;
  /** Start of this version, epoch ms. */
  readonly changedAt: number;
  /** Web Mercator, 0..1 from west to east. */
  readonly x: number;
  /** Web Mercator, 0..1 from north to south. */
  readonly y: number;
}

export function entryOf(camera: Camera): CameraEntry {
  return {
    camera,
    sortKey: sortKeyOf(camera.name),
    searchText: searchTextOf(camera),
    siteIds: [...new Set(camera.zones.flatMap((zone) => zone.siteId ?? []))],
    region: regionOf(camera),
    changedAt: epochOf(camera.validFromAt),
    ...mercatorOf(camera.position),
  };
}

/** Order of lists: by folded name, then id. */
export function compareEntries(a: CameraEntry, b: CameraEntry): number {
  if (a.sortKey !== b.sortKey) return a.sortKey < b.sortKey ? -1 : 1;
  const [left, right] = [a.camera.cameraId, b.camera.cameraId];
  return left < right ? -1 : Number(left > right);
}
