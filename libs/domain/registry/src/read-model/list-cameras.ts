import { VialogError, type CamerasQuery, type FacetName, type Facets } from '@vialog/contracts';
import { allSites } from '../all-sites.ts';
import { readCursor, writeCursor } from '../page-cursor.ts';
import type { CameraEntry } from './camera-entry.ts';
import type { CameraListPorts } from './camera-read-model.port.ts';
import { facetsOf } from './facets.ts';
import { matchCameras } from './match-cameras.ts';
import { indexAfter, orderCameras, type RankedCamera } from './order-cameras.ts';

/** A page of a camera list. */
export interface ListedCameras {
  readonly items: readonly CameraEntry[];
  readonly nextCursor: string | null;
  /** Number of all cameras that match. */
  readonly total: number;
  readonly facets?: Facets;
}

/**
 * A page of cameras in their newest versions. Cameras whose health changes between two pages of a list by health can appear
 * twice or not at all.
 * @throws {VialogError} CURSOR_INVALID; VALIDATION_FAILED for an invalid box, and for a cursor with an offset
 */
export async function listCameras(ports: CameraListPorts, query: CamerasQuery): Promise<ListedCameras> {
  const { limit, cursor, offset, sort, facet, ...filter } = query;
  if (cursor !== undefined && offset !== undefined) throw twoPositions();
  const bound = { list: 'cameras', sort, ...filter };
  const key = cursor === undefined ? undefined : readCursor(bound, cursor);
  const { matches, tallies } = matchCameras(ports.cameras.entries(), filter, {
    healthOf: ports.healthOf,
    facets: facet,
    sort,
  });
  const ranked = orderCameras(matches, sort);
  const start = key === undefined ? (offset ?? 0) : indexAfter(ranked, key);
  const page = ranked.slice(start, start + limit);
  const last = start + limit < ranked.length ? page.at(-1) : undefined;
  return {
    items: page.map(({ entry }) => entry),
    nextCursor: last ? writeCursor(bound, keyOf(last)) : null,
    total: ranked.length,
    ...(facet
      ? { facets: facetsOf(tallies, { selected: filter, siteNames: await siteNames(ports, facet) }) }
      : {}),
  };
}

const keyOf = ({ entry: { camera }, rank }: RankedCamera) => ({
  name: camera.name,
  id: camera.cameraId,
  rank,
});

async function siteNames(ports: CameraListPorts, facets: readonly FacetName[]): Promise<Map<string, string>> {
  if (!facets.includes('site')) return new Map();
  return new Map((await allSites(ports.sites)).map((site) => [site.siteId, site.name]));
}

function twoPositions(): VialogError {
  const message = 'expected a cursor or an offset, not both';
  return new VialogError('VALIDATION_FAILED', `offset: ${message}`, {
    details: [{ path: 'offset', message }],
  });
}
