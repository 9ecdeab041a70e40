import type { Camera, Site } from '@vialog/contracts';
import { suggestWord, type NameField } from '@vialog/search-line';
import type { GeographicPoint } from '@vialog/geometry';
import type { ZoneRef } from '../trend-reader.port.ts';

/** The sites, cameras and zones with a name. An event belongs to the name if one of them is listed. */
export interface NamedItems {
  readonly sites: readonly string[];
  readonly cameras: readonly string[];
  readonly zones: readonly ZoneRef[];
}

/** Names of sites, cameras, zones and groups. Case and character width do not matter. */
export interface NameIndex {
  /** Items of one field: by id, else by the whole name, else by a part of the name. Empty where nothing is found. */
  find(field: NameField, name: string): NamedItems;
  /** Sites, cameras and zones with the word in their name or, for cameras, in their tags and groups. */
  mentioning(word: string): NamedItems;
  /** Positions of the sites and cameras with this name. */
  positions(name: string): readonly GeographicPoint[];
  /** The name that the user probably meant. */
  suggestion(field: NameField | 'near', name: string): string | undefined;
}

interface Entry {
  readonly id: string;
  readonly names: readonly string[];
  /** The names as they are compared. */
  readonly folded: readonly string[];
  readonly items: NamedItems;
  readonly position?: GeographicPoint;
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().trim();
const noItems: NamedItems = { sites: [], cameras: [], zones: [] };

const named = (id: string, names: readonly string[]): Pick<Entry, 'id' | 'names' | 'folded'> => ({
  id,
  names,
  folded: names.map(folded),
});

const siteEntry = (site: Site): Entry => ({
  ...named(site.siteId, [site.name]),
  items: { ...noItems, sites: [site.siteId] },
  position: { lon: site.position[0], lat: site.position[1] },
});

const cameraEntry = (camera: Camera): Entry => ({
  ...named(camera.cameraId, [camera.name, ...(camera.code === undefined ? [] : [camera.code])]),
  items: { ...noItems, cameras: [camera.cameraId] },
  position: { lon: camera.position[0], lat: camera.position[1] },
});

const zoneEntries = (camera: Camera): readonly Entry[] =>
  camera.zones.map(({ zoneId, name }) => ({
    ...named(zoneId, [name]),
    items: { ...noItems, zones: [{ cameraId: camera.cameraId, zoneId }] },
  }));

const wordEntries = (camera: Camera, words: readonly string[]): readonly Entry[] =>
  words.map((word) => ({ ...named('', [word]), items: { ...noItems, cameras: [camera.cameraId] } }));

const joined = (entries: readonly Entry[]): NamedItems => ({
  sites: [...new Set(entries.flatMap((entry) => entry.items.sites))],
  cameras: [...new Set(entries.flatMap((entry) => entry.items.cameras))],
  zones: entries.flatMap((entry) => entry.items.zones),
});

const byWholeName = (entries: readonly Entry[], name: string): readonly Entry[] =>
  entries.filter((entry) => entry.folded.includes(name));
const byPart = (entries: readonly Entry[], name: string): readonly Entry[] =>
  entries.filter((entry) => entry.folded.some((own) => own.includes(name)));

function find(entries: readonly Entry[], text: string): readonly Entry[] {
  const name = folded(text);
  if (name === '') return [];
  const byId = entries.filter((entry) => entry.id === name);
  if (byId.length > 0) return byId;
  const whole = byWholeName(entries, name);
  return whole.length > 0 ? whole : byPart(entries, name);
}

/** The newest version of each camera. */
export function newestOf(cameras: readonly Camera[]): readonly Camera[] {
  const newest = new Map<string, Camera>();
  for (const camera of cameras)
    if (camera.version >= (newest.get(camera.cameraId)?.version ?? 0)) newest.set(camera.cameraId, camera);
  return [...newest.values()];
}

interface CameraEntries {
  readonly camera: readonly Entry[];
  readonly zone: readonly Entry[];
  readonly group: readonly Entry[];
  readonly tags: readonly Entry[];
}

/** Built once per list: a registry cache returns the same list until a camera changes. */
const known = new WeakMap<readonly Camera[], CameraEntries>();
/** Built once per version, so that a change of one camera does not fold the names of all others again. */
const ofCamera = new WeakMap<Camera, CameraEntries>();

function cameraEntries(cameras: readonly Camera[]): CameraEntries {
  const before = known.get(cameras);
  if (before) return before;
  const all = newestOf(cameras).map(entriesOf);
  const entries = {
    camera: all.flatMap(({ camera }) => camera),
    zone: all.flatMap(({ zone }) => zone),
    group: all.flatMap(({ group }) => group),
    tags: all.flatMap(({ tags }) => tags),
  };
  known.set(cameras, entries);
  return entries;
}

function entriesOf(camera: Camera): CameraEntries {
  const before = ofCamera.get(camera);
  if (before) return before;
  const entries = {
    camera: [cameraEntry(camera)],
    zone: zoneEntries(camera),
    group: wordEntries(camera, camera.groups),
    tags: wordEntries(camera, camera.tags),
  };
  ofCamera.set(camera, entries);
  return entries;
}

/** The names of cameras (the newest version of each) and sites. */
export function nameIndexOf(cameras: readonly Camera[], sites: readonly Site[]): NameIndex {
  const { tags, ...ofCameras } = cameraEntries(cameras);
  const entries: Record<NameField, readonly Entry[]> = { site: sites.map(siteEntry), ...ofCameras };
  const positioned = [...entries.site, ...entries.camera];
  const namesOf = (field: NameField | 'near'): string[] =>
    (field === 'near' ? positioned : entries[field]).flatMap((entry) => entry.names);
  return {
    find: (field, name) => joined(find(entries[field], name)),
    mentioning: (word) =>
      joined([...Object.values(entries), tags].flatMap((each) => byPart(each, folded(word)))),
    positions: (name) => find(positioned, name).flatMap((entry) => entry.position ?? []),
    suggestion: (field, name) => suggestWord(name, namesOf(field)),
  };
}
