import { withinReach, type EventQuery } from '@vialog/events';
import { compositeBuckets, type Asking } from './asking.ts';
import { inDoubt, nearsOf, type Near, type SpotsAtEdge } from './condition-query.ts';
import type { IndexNames } from './index-names.ts';

/**
 * Decides by the contract's own distance which spots at the edge of a `near` belong to it. There are few: a ring of
 * some metres, and cameras do not move.
 */
export async function spotsAtEdge(
  asking: Asking,
  names: IndexNames,
  query: EventQuery,
): Promise<SpotsAtEdge> {
  const edges = new Map<Near, readonly string[]>();
  for (const near of nearsOf(query.where)) {
    const spots: string[] = [];
    for await (const { key } of compositeBuckets(asking, names.eventsWithin(query.from, query.to), {
      query: {
        bool: { filter: [{ range: { slotStartAt: { gte: query.from, lt: query.to } } }, inDoubt(near)] },
      },
      sources: [{ spot: { terms: { field: 'derived.spot' } } }],
      size: 1000,
    })) {
      const spot = String(key['spot']);
      if (belongs(spot, near)) spots.push(spot);
    }
    edges.set(near, spots);
  }
  return edges;
}

function belongs(spot: string, near: Near): boolean {
  const [lon, lat] = spot.split(',').map((part) => Number(part) / 1e6);
  return withinReach(lon ?? NaN, lat ?? NaN, near);
}
