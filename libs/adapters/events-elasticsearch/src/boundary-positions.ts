import { VialogError } from '@vialog/contracts';
import { withinRadius, type EventQuery } from '@vialog/events';
import type { BoundedClient } from './bounded-client.ts';
import { compositeBuckets } from './composite-buckets.ts';
import {
  uncertainArea,
  areasOf,
  type Near,
  type Polygon,
  type BoundaryPositions,
} from './condition-query.ts';
import { geographicPolygonCovers } from '@vialog/geometry';
import type { IndexNames } from './index-names.ts';

/**
 * Decides with the geometry of `@vialog/events` which positions are inside a `near` or a `polygon`. They are few: of a
 * `near` only a ring of some metres is searched, and cameras do not move.
 */
export async function boundaryPositions(
  elastic: BoundedClient,
  names: IndexNames,
  query: EventQuery,
): Promise<BoundaryPositions> {
  const edges = new Map<Near | Polygon, readonly string[]>();
  for (const place of areasOf(query.where)) {
    const spots: string[] = [];
    for await (const { key } of compositeBuckets(elastic, names.eventsWithin(query.from, query.to), {
      query: {
        bool: {
          filter: [{ range: { slotStartAt: { gte: query.from, lt: query.to } } }, uncertainArea(place)],
        },
      },
      sources: [{ spot: { terms: { field: 'derived.spot' } } }],
      size: 1000,
    })) {
      const spot = String(key['spot']);
      if (belongs(spot, place)) spots.push(spot);
      if (spots.length > maxPositions) throw tooManyPositions();
    }
    edges.set(place, spots);
  }
  return edges;
}

/** Below `index.max_terms_count` of Elasticsearch (65,536). */
const maxPositions = 20_000;
const tooManyPositions = (): VialogError =>
  new VialogError(
    'QUERY_TOO_EXPENSIVE',
    `more than ${maxPositions} camera positions are in the area; choose a smaller area`,
  );

function belongs(spot: string, place: Near | Polygon): boolean {
  const [lon, lat] = spot.split(',').map((part) => Number(part) / 1e6);
  const test =
    place.kind === 'near'
      ? withinRadius(lon ?? NaN, lat ?? NaN, place)
      : geographicPolygonCovers(place.corners, { lon: lon ?? NaN, lat: lat ?? NaN });
  return test;
}
