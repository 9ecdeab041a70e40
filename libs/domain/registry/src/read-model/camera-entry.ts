import { epochOf, type Camera, type FacetName, type Zone, type ZoneSummary } from '@vialog/contracts';
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
  readonly region: string;
  /** Values of each facet, without duplicates. The health state is not part of the registry. */
  readonly facets: Readonly<Record<Exclude<FacetName, 'state'>, readonly string[]>>;
  /** Start of this version, epoch ms. */
  readonly changedAt: number;
  /** Web Mercator, 0..1 from west to east. */
  readonly x: number;
  /** Web Mercator, 0..1 from north to south. */
  readonly y: number;
}

export function entryOf(camera: Camera): CameraEntry {
  const region = regionOf(camera);
  return {
    camera,
    sortKey: sortKeyOf(camera.name),
    searchText: searchTextOf(camera),
    region,
    facets: {
      lifecycle: only(camera.lifecycle),
      tag: distinct(camera.tags),
      group: distinct(camera.groups),
      site: distinct(camera.zones.flatMap((zone) => zone.siteId ?? [])),
      region: only(region),
      model: only(camera.model.modelId),
      streamKind: only(camera.streamKind),
      owner: only(camera.governance.owner),
    },
    changedAt: epochOf(camera.validFromAt),
    ...mercatorOf(camera.position),
  };
}

/** Lists with one value; many cameras share them. Bounded, because an owner is free text. */
const single = new Map<string, readonly string[]>();
const maxSingle = 10_000;

function only(value: string): readonly string[] {
  const known = single.get(value) ?? [value];
  if (single.size < maxSingle) single.set(value, known);
  return known;
}

const distinct = (values: readonly string[]): readonly string[] =>
  values.length < 2 ? values : [...new Set(values)];

/** A zone as lists and the map show it. */
export function summarizeZone({ zoneId, name, kind, role, capacity }: Zone): ZoneSummary {
  return { zoneId, name, kind, role, ...(capacity === undefined ? {} : { capacity }) };
}

/** Order of lists: by folded name, then id. */
export function compareEntries(a: CameraEntry, b: CameraEntry): number {
  if (a.sortKey !== b.sortKey) return a.sortKey < b.sortKey ? -1 : 1;
  const [left, right] = [a.camera.cameraId, b.camera.cameraId];
  return left < right ? -1 : Number(left > right);
}
