import type { CameraSort } from '@vialog/contracts';
import { cameraSorts, listFacets, parseStates, type CameraFilter } from '../../cameras/camera-filter.ts';
import { parseMapPosition } from '../../map/map-position.ts';
import { episodeGroupings, type EpisodeGrouping } from './episode-groups.ts';

/** The search parameters of the map room: search line, filter, selected camera and map position. */
export type MapSearch = CameraFilter & {
  readonly sort?: string | undefined;
  readonly q?: string | undefined;
  readonly camera?: string | undefined;
  /** "lon,lat,zoom". */
  readonly at?: string | undefined;
  /** The selected result: an episode or a slot. */
  readonly row?: string | undefined;
  /** Single slots instead of episodes. */
  readonly rows?: 'slots' | undefined;
  /** How episodes are grouped. */
  readonly by?: EpisodeGrouping | undefined;
};

/** Merges parameters into the address; undefined removes one. */
export type ChangeSearch = (change: MapSearch) => void;

/** Reads the search parameters of an address. Invalid values are ignored. */
export function readMapSearch(raw: Record<string, unknown>): MapSearch {
  const search: { readonly [K in keyof Required<MapSearch>]: MapSearch[K] } = {
    q: textOf(raw.q, 1000),
    text: textOf(raw.text, 100),
    state: parseStates(textOf(raw.state, 100)).join(',') || undefined,
    sort: cameraSorts.find((sort) => sort === raw.sort),
    site: textOf(raw.site, 200),
    group: textOf(raw.group, 200),
    tag: textOf(raw.tag, 200),
    region: textOf(raw.region, 200),
    model: textOf(raw.model, 200),
    camera: matching(raw.camera, /^[0-9a-z]{12}$/),
    at: parseMapPosition(textOf(raw.at, 100)) && textOf(raw.at, 100),
    row: textOf(raw.row, 100),
    rows: raw.rows === 'slots' ? raw.rows : undefined,
    by: episodeGroupings.find((by) => by === raw.by),
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

/** The filter alone, with its fields in one order: it is a key of queries. */
export function filterOf(search: MapSearch): CameraFilter {
  const names = ['text', 'state', ...listFacets] as const;
  return Object.fromEntries(
    names.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]])),
  );
}

/** Clears every filter. */
export const noFilter: MapSearch = Object.fromEntries(
  ['text', 'state', ...listFacets].map((name) => [name, undefined]),
);

export const sortOf = (search: MapSearch): CameraSort =>
  cameraSorts.find((sort) => sort === search.sort) ?? 'name';

function textOf(value: unknown, maxLength: number): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.slice(0, maxLength) : undefined;
}

const matching = (value: unknown, pattern: RegExp): string | undefined =>
  typeof value === 'string' && pattern.test(value) ? value : undefined;
