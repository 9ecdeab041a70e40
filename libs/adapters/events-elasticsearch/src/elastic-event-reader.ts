import type { CountEvent } from '@vialog/contracts';
import type {
  AfterKey,
  Bucket,
  CellReader,
  CellRow,
  EventQuery,
  EventReader,
  EventSlice,
  MatchCount,
} from '@vialog/events';
import type { BoundedClient } from './bounded-client.ts';
import { conditionQuery, type Query } from './condition-query.ts';
import { recordOf } from './event-document.ts';
import { dayOf, type IndexNames } from './index-names.ts';
import { boundaryPositions } from './boundary-positions.ts';
import { cellsBody, countBody, histogramBody, maxCells, searchBody } from './search-bodies.ts';
import { VialogError, dayMs } from '@vialog/contracts';

/** Buckets of one request. */
const bucketsPerRequest = 5_000;

/** Reads single slots from the daily indices. */
export class ElasticEventReader implements EventReader, CellReader {
  readonly #elastic: BoundedClient;
  readonly #names: IndexNames;

  constructor(elastic: BoundedClient, names: IndexNames) {
    this.#elastic = elastic;
    this.#names = names;
  }

  async search(query: EventQuery, page: { limit: number; after?: AfterKey }): Promise<EventSlice> {
    const where = conditionQuery(query.where, await boundaryPositions(this.#elastic, this.#names, query));
    // Newer days cannot contain records after the key.
    const to = page.after ? Math.min(query.to, page.after.slotStart + 1) : query.to;
    const found: CountEvent[] = [];
    for (const part of newestFirst({ from: query.from, to })) {
      const limit = page.limit - found.length;
      const response = await this.#search(part, searchBody(within(part, where), { ...page, limit }));
      found.push(...response.hits.map((hit) => recordOf(hit._source)));
      if (found.length > page.limit) break;
    }
    return { items: found.slice(0, page.limit), more: found.length > page.limit };
  }

  async count(query: EventQuery, limit: number): Promise<MatchCount> {
    const { total } = await this.#search(query, countBody(await this.#filter(query), limit));
    return { value: Math.min(total.value, limit), relation: total.value > limit ? 'gte' : 'eq' };
  }

  async histogram(query: EventQuery, edges: readonly number[]): Promise<readonly Bucket[]> {
    const filter = await this.#filter(query);
    const buckets: Bucket[] = [];
    for (let first = 0; first < edges.length - 1; first += bucketsPerRequest) {
      const some = edges.slice(first, first + bucketsPerRequest + 1);
      const { aggregations } = await this.#search(query, histogramBody(filter, some));
      const counted = (aggregations['buckets'] as { buckets: { doc_count: number }[] } | undefined)?.buckets;
      some.slice(0, -1).forEach((start, i) => buckets.push({ start, count: counted?.[i]?.doc_count ?? 0 }));
    }
    return buckets;
  }

  async byId(eventId: string): Promise<CountEvent | undefined> {
    const index = this.#names.eventsOfId(eventId);
    if (index === undefined) return undefined;
    const found = await this.#elastic.get(index, eventId);
    return found && recordOf(found.source);
  }

  async cells(query: EventQuery, resolution: 5 | 7 | 9): Promise<readonly CellRow[]> {
    const { aggregations } = await this.#search(query, cellsBody(await this.#filter(query), resolution));
    const cells = aggregations['cells'] as CellBuckets | undefined;
    if ((cells?.sum_other_doc_count ?? 0) > 0)
      throw new VialogError('QUERY_TOO_EXPENSIVE', `more than ${maxCells} cells; choose a smaller area`);
    return (cells?.buckets ?? [])
      .map(({ key, doc_count, peak }) => ({ cell: key, count: doc_count, peak: peak.value ?? 0 }))
      .sort((a, b) => (a.cell < b.cell ? -1 : 1));
  }

  #search(query: { from: number; to: number }, body: Parameters<BoundedClient['search']>[1]) {
    return this.#elastic.search(this.#names.eventsWithin(query.from, query.to), body);
  }

  async #filter(query: EventQuery): Promise<Query> {
    const where = conditionQuery(query.where, await boundaryPositions(this.#elastic, this.#names, query));
    return within(query, where);
  }
}

const within = ({ from, to }: { from: number; to: number }, where: Query): Query => ({
  bool: { filter: [{ range: { slotStartAt: { gte: from, lt: to } } }, where] },
});

/** Longer windows are searched at once, because they may contain many empty days. */
const maxWindowInParts = 40 * dayMs;

/**
 * Splits a window into parts of whole days, newest first, each twice as long as the one before: a page that the newest
 * day fills reads one index, and a search without matches needs few requests.
 */
function* newestFirst({ from, to }: { from: number; to: number }): Generator<{ from: number; to: number }> {
  let end = to;
  for (let days = to - from > maxWindowInParts ? Infinity : 1; end > from; days *= 2) {
    const start = Math.max(from, dayOf(end - 1) - (days - 1) * dayMs);
    yield { from: start, to: end };
    end = start;
  }
}

interface CellBuckets {
  readonly sum_other_doc_count: number;
  readonly buckets: readonly { key: string; doc_count: number; peak: { value: number | null } }[];
}
