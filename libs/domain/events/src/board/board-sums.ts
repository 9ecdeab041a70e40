import type { EventPorts } from '../use-cases/event-ports.ts';
import { zonesOf } from '../use-cases/read-series.ts';
import type { ZoneSums } from '../trend-reader.port.ts';
import type { BoardPlace } from './board-place.ts';

/** Zones of one request to the store, which limits its size in memory. */
const requestZones = 2_000;

/** Sums of the zones of places between ascending edges. All places have the same kind. */
export async function boardSums(
  ports: EventPorts,
  places: readonly BoardPlace[],
  edges: readonly number[],
): Promise<readonly ZoneSums[]> {
  const zones = zonesOf(places.map(({ group }) => group));
  const parts = { spaces: places[0]?.kind === 'free' };
  const sums: ZoneSums[] = [];
  for (let first = 0; first < zones.length; first += requestZones)
    sums.push(
      ...(await ports.trends.sums({ zones: zones.slice(first, first + requestZones), edges, parts })),
    );
  return sums;
}
