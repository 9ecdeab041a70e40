import type { Camera, Site } from '@vialog/contracts';
import type { GeoPoint } from '../geo-distance.ts';
import type { NameField } from '@vialog/search-line';
import { suggestWord } from '@vialog/search-line';
import type { ZoneRef } from '../trend-reader.port.ts';

/** Places that go by a name; a row belongs to them if its site, its camera or its zone is among them. */
export interface NamedPlaces {
  readonly sites: readonly string[];
  readonly cameras: readonly string[];
  readonly zones: readonly ZoneRef[];
}

/** What names of sites, cameras, zones and groups mean. Upper and lower case and width make no difference. */
export interface PlaceNames {
  /** Places of one field: by id, else by the whole name, else by a part of it. Empty where there is none. */
  called(field: NameField, name: string): Promise<NamedPlaces>;
  /** Sites, cameras and zones with the word in their name or, for cameras, tags and groups. */
  mentioning(word: string): Promise<NamedPlaces>;
  /** Positions of the sites and cameras called so. */
  positions(name: string): Promise<readonly GeoPoint[]>;
  /** A name that was probably meant. */
  suggestion(field: NameField | 'near', name: string): Promise<string | undefined>;
}

interface Entry {
  readonly id: string;
  readonly names: readonly string[];
  readonly places: NamedPlaces;
  readonly at?: GeoPoint;
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().trim();
const noPlaces: NamedPlaces = { sites: [], cameras: [], zones: [] };

const siteEntry = (site: Site): Entry => ({
  id: site.siteId,
  names: [site.name],
  places: { ...noPlaces, sites: [site.siteId] },
  at: { lon: site.position[0], lat: site.position[1] },
});

const cameraEntry = (camera: Camera): Entry => ({
  id: camera.cameraId,
  names: [camera.name, ...(camera.code === undefined ? [] : [camera.code])],
  places: { ...noPlaces, cameras: [camera.cameraId] },
  at: { lon: camera.position[0], lat: camera.position[1] },
});

const zoneEntries = (camera: Camera): readonly Entry[] =>
  camera.zones.map(({ zoneId, name }) => ({
    id: zoneId,
    names: [name],
    places: { ...noPlaces, zones: [{ cameraId: camera.cameraId, zoneId }] },
  }));

const groupEntries = (camera: Camera, words: readonly string[]): readonly Entry[] =>
  words.map((word) => ({ id: '', names: [word], places: { ...noPlaces, cameras: [camera.cameraId] } }));

const joined = (entries: readonly Entry[]): NamedPlaces => ({
  sites: [...new Set(entries.flatMap((entry) => entry.places.sites))],
  cameras: [...new Set(entries.flatMap((entry) => entry.places.cameras))],
  zones: entries.flatMap((entry) => entry.places.zones),
});

const byWholeName = (entries: readonly Entry[], name: string): readonly Entry[] =>
  entries.filter((entry) => entry.names.some((own) => folded(own) === name));
const byPart = (entries: readonly Entry[], name: string): readonly Entry[] =>
  entries.filter((entry) => entry.names.some((own) => folded(own).includes(name)));

function find(entries: readonly Entry[], text: string): readonly Entry[] {
  const name = folded(text);
  if (name === '') return [];
  const byId = entries.filter((entry) => entry.id === name);
  if (byId.length > 0) return byId;
  const whole = byWholeName(entries, name);
  return whole.length > 0 ? whole : byPart(entries, name);
}

/** Newest version of each camera. */
export function newestOf(cameras: readonly Camera[]): readonly Camera[] {
  const newest = new Map<string, Camera>();
  for (const camera of cameras)
    if (camera.version >= (newest.get(camera.cameraId)?.version ?? 0)) newest.set(camera.cameraId, camera);
  return [...newest.values()];
}

/** Names from lists of cameras (of several versions the newest counts) and sites. */
export function placeNamesFrom(cameras: readonly Camera[], sites: readonly Site[]): PlaceNames {
  const newest = newestOf(cameras);
  const entries = {
    site: sites.map(siteEntry),
    camera: newest.map(cameraEntry),
    zone: newest.flatMap(zoneEntries),
    group: newest.flatMap((camera) => groupEntries(camera, camera.groups)),
  } as const satisfies Record<NameField, readonly Entry[]>;
  const tags = newest.flatMap((camera) => groupEntries(camera, camera.tags));
  const positioned = [...entries.site, ...entries.camera];
  const namesOf = (field: NameField | 'near'): string[] =>
    (field === 'near' ? positioned : entries[field]).flatMap((entry) => entry.names);
  return {
    called: (field, name) => Promise.resolve(joined(find(entries[field], name))),
    mentioning: (word) =>
      Promise.resolve(joined(byPart([...Object.values(entries).flat(), ...tags], folded(word)))),
    positions: (name) => Promise.resolve(find(positioned, name).flatMap((entry) => entry.at ?? [])),
    suggestion: (field, name) => Promise.resolve(suggestWord(name, namesOf(field))),
  };
}
