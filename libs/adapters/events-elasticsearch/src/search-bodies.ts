import { isoOf } from '@vialog/contracts';
import type { AfterKey } from '@vialog/events';
import type { SearchBody } from './bounded-client.ts';
import type { Query } from './condition-query.ts';

/** Newest first, then by event id: the sort order of the indices, so that a search terminates early. */
const newestFirst: SearchBody['sort'] = [{ slotStartAt: 'desc' }, { eventId: 'asc' }];

/** Requests one hit more than the page, which tells whether more follow. */
export function searchBody(query: Query, page: { limit: number; after?: AfterKey }): SearchBody {
  return {
    query,
    size: page.limit + 1,
    sort: newestFirst,
    track_total_hits: false,
    ...(page.after ? { search_after: [page.after.slotStart, page.after.eventId] } : {}),
  };
}

export const countBody = (query: Query, limit: number): SearchBody => ({
  query,
  size: 0,
  track_total_hits: limit + 1,
});

export const histogramBody = (query: Query, edges: readonly number[]): SearchBody => ({
  query,
  size: 0,
  track_total_hits: false,
  aggs: { buckets: { date_range: { field: 'slotStartAt', ranges: rangesOf(edges) } } },
});

/** Intervals between neighbouring edges, in order; `to` is exclusive. */
export const rangesOf = (edges: readonly number[]): { key: string; from: string; to: string }[] =>
  edges.slice(0, -1).map((from, i) => ({
    key: String(i),
    from: isoOf(from),
    to: isoOf(edges[i + 1] as number),
  }));

export const maxCells = 50_000;

/** An H3 cell of resolution r is written 8r… : the field holds those of all resolutions. */
export const cellsBody = (query: Query, resolution: 5 | 7 | 9): SearchBody => ({
  query,
  size: 0,
  track_total_hits: false,
  aggs: {
    cells: {
      terms: { field: 'cells', include: `8${resolution}.*`, size: maxCells },
      aggs: { peak: { max: { field: 'total' } } },
    },
  },
});
