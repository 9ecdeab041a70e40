import type { Camera, Site } from '@vialog/contracts';
import type { Figure } from '../state/camera-figure.ts';
import { matchesText, type CameraState } from '../state/camera-state.ts';
import { statesOf, type MapSearch } from './map-search.ts';

/** One line of the list and one mark on the map. */
export interface Place {
  readonly camera: Camera;
  readonly sites: readonly Site[];
  readonly state: CameraState;
  readonly figure: Figure;
}

/** What the filters leave; retired cameras stay out of the way unless asked for. */
export function filterPlaces(
  places: readonly Place[],
  search: Pick<MapSearch, 'text' | 'state'>,
): readonly Place[] {
  const states = statesOf(search.state);
  return places.filter((place) => {
    const wanted = states.length === 0 ? place.state !== 'retired' : states.includes(place.state);
    return (
      wanted &&
      matchesText(
        place.camera,
        place.sites.map((site) => site.name),
        search.text ?? '',
      )
    );
  });
}

export function countByState(places: readonly Place[]): ReadonlyMap<CameraState, number> {
  const counts = new Map<CameraState, number>();
  for (const { state } of places) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}
