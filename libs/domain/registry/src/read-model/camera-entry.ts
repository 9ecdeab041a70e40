import { epochOf, type Camera, type Zone, type ZoneSummary } from '@vialog/contracts';
import { isCountedByModel } from '../model-bindings/is-counted-by-model.ts';
import { searchTextOf, sortKeyOf } from '../name-order.ts';
import { regionOf } from '../region.ts';
import { facetValuesOf, type FacetValues, type StoredFacet } from './facet-values.ts';
import { mercatorOf } from './map-box.ts';

/** The newest version of a camera with the values that lists, map and suggestions compare, computed once per version. */
export interface CameraEntry {
  readonly camera: Camera;
  /** Folded name in the order of lists. */
  readonly sortKey: string;
  /** Folded name, code and tags, one per line. */
  readonly searchText: string;
  readonly region: string;
  readonly facets: Readonly<Record<StoredFacet, FacetValues>>;
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
      lifecycle: facetValuesOf('lifecycle', [camera.lifecycle]),
      tag: facetValuesOf('tag', camera.tags),
      group: facetValuesOf('group', camera.groups),
      site: facetValuesOf(
        'site',
        camera.zones.flatMap((zone) => zone.siteId ?? []),
      ),
      region: facetValuesOf('region', [region]),
      model: facetValuesOf('model', isCountedByModel(camera) ? [camera.model.modelId] : []),
      streamKind: facetValuesOf('streamKind', [camera.streamKind]),
      owner: facetValuesOf('owner', [camera.governance.owner]),
    },
    changedAt: epochOf(camera.validFromAt),
    ...mercatorOf(camera.position),
  };
}

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
