import { parseStates, type CameraFilter } from '../../cameras/camera-filter.ts';
import { parseMapPosition } from '../../map/map-position.ts';

/** The search parameters of the map room: search line, filter, selected camera and map position. */
export interface MapSearch extends CameraFilter {
  readonly q?: string | undefined;
  readonly camera?: string | undefined;
  /** "lon,lat,zoom". */
  readonly at?: string | undefined;
}

/** Merges parameters into the address; undefined removes one. */
export type ChangeSearch = (change: MapSearch) => void;

/** Reads the search parameters of an address. Invalid values are ignored. */
export function readMapSearch(raw: Record<string, unknown>): MapSearch {
  const search: Record<keyof MapSearch, string | undefined> = {
    q: textOf(raw.q, 1000),
    text: textOf(raw.text, 100),
    state: parseStates(textOf(raw.state, 100)).join(',') || undefined,
    camera: matching(raw.camera, /^[0-9a-z]{12}$/),
    at: parseMapPosition(textOf(raw.at, 100)) && textOf(raw.at, 100),
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

function textOf(value: unknown, maxLength: number): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.slice(0, maxLength) : undefined;
}

const matching = (value: unknown, pattern: RegExp): string | undefined =>
  typeof value === 'string' && pattern.test(value) ? value : undefined;
