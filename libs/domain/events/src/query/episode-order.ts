import type { GeographicPoint } from '@vialog/geometry';
import { timesOf, type SearchNode } from '@vialog/search-line';
import type { Condition } from '../event-query.ts';
import type { EpisodeOrder } from '../event-reader.port.ts';

/** The order of episodes that a line selects; newest end first where it does not say. */
export function orderOf(tree: SearchNode, where: Condition): EpisodeOrder {
  const sort = timesOf(tree).find((time) => time.kind === 'sort');
  if (sort?.kind !== 'sort') return { by: 'time' };
  return sort.by === 'distance' ? { by: 'distance', centers: centersOf(where) } : { by: sort.by };
}

/** The positions of the `near` conditions that are not negated. */
export function centersOf(where: Condition): readonly GeographicPoint[] {
  if (where.kind === 'near') return [{ lat: where.lat, lon: where.lon }];
  return where.kind === 'and' || where.kind === 'or' ? where.of.flatMap(centersOf) : [];
}
