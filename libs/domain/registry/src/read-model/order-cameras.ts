import type { CameraHealth, CameraSort } from '@vialog/contracts';
import { sortKeyOf } from '../name-order.ts';
import type { PageKey } from '../page-cursor.ts';
import type { CameraEntry } from './camera-entry.ts';
import type { MatchedCamera } from './match-cameras.ts';

/** Health states from the worst to the best; cameras that are not sampled come last. */
export const statesByUrgency: readonly CameraHealth['state'][] = [
  'offline',
  'degraded',
  'starting',
  'online',
  'paused',
  'stopped',
];

/** A camera in a sorted list. */
export interface RankedCamera {
  readonly entry: CameraEntry;
  /** Number by which the list is sorted before the name. */
  readonly rank: number;
}

/** Sorts cameras that are already in the order of their names. For the sort by health they need their state. */
export function orderCameras(matches: readonly MatchedCamera[], sort: CameraSort): readonly RankedCamera[] {
  if (sort === 'name') return matches.map(({ entry }) => ({ entry, rank: 0 }));
  if (sort === 'health') return byUrgency(matches);
  const ranked = matches.map(({ entry }) => ({ entry, rank: -entry.changedAt }));
  // The sort is stable: equal ranks stay in the order of names.
  return ranked.sort((a, b) => a.rank - b.rank);
}

function byUrgency(matches: readonly MatchedCamera[]): readonly RankedCamera[] {
  const byState = Map.groupBy(matches, ({ state }) => state);
  return statesByUrgency.flatMap((state, rank) =>
    (byState.get(state) ?? []).map(({ entry }) => ({ entry, rank })),
  );
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
