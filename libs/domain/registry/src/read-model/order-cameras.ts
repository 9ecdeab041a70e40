import type { Camera, CameraHealth, CameraSort } from '@vialog/contracts';
import { sortKeyOf } from '../name-order.ts';
import type { PageKey } from '../page-cursor.ts';
import type { CameraEntry } from './camera-entry.ts';
import type { HealthOf } from './match-cameras.ts';

/** Health states from the worst to the best; cameras that are not sampled come last. */
export const statesByUrgency: readonly CameraHealth['state'][] = [
  'offline',
  'degraded',
  'starting',
  'online',
  'stopped',
];

/** A camera in a sorted list. */
export interface RankedCamera {
  readonly entry: CameraEntry;
  /** Number by which the list is sorted before the name. */
  readonly rank: number;
}

/** Sorts cameras that are already in the order of their names. */
export function orderCameras(
  entries: readonly CameraEntry[],
  sort: CameraSort,
  healthOf: HealthOf,
): readonly RankedCamera[] {
  const rankOf = rankFunction(sort, healthOf);
  const ranked = entries.map((entry) => ({ entry, rank: rankOf(entry) }));
  // The sort is stable: equal ranks stay in the order of names.
  return sort === 'name' ? ranked : ranked.sort((a, b) => a.rank - b.rank);
}

/** Index of the first camera after a key; works too if the camera of the key has changed or was erased. */
export function indexAfter(ranked: readonly RankedCamera[], key: PageKey): number {
  const rank = key.rank ?? 0;
  const sortKey = sortKeyOf(key.name);
  const index = ranked.findIndex(({ entry, rank: own }) => {
    if (own !== rank) return own > rank;
    if (entry.sortKey !== sortKey) return entry.sortKey > sortKey;
    return entry.camera.cameraId > key.id;
  });
  return index < 0 ? ranked.length : index;
}

function rankFunction(sort: CameraSort, healthOf: HealthOf): (entry: CameraEntry) => number {
  if (sort === 'health') return ({ camera }) => urgencyOf(camera, healthOf);
  return sort === 'changed' ? ({ changedAt }) => -changedAt : () => 0;
}

const urgencyOf = (camera: Camera, healthOf: HealthOf): number =>
  statesByUrgency.indexOf(healthOf(camera).state);
