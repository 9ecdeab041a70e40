import { isoOf, VialogError } from '@vialog/contracts';
import type { EpisodeReader, EpisodeRow, EpisodeRule, EventQuery } from '@vialog/events';
import { hitPages } from './all-hits.ts';
import type { BoundedClient } from './bounded-client.ts';
import { BoundedQueue } from './bounded-queue.ts';
import { boundaryPositions } from './boundary-positions.ts';
import { conditionQuery, type Query } from './condition-query.ts';
import { EpisodeStream, type Interval, type Match } from './episode-stream.ts';
import type { IndexNames } from './index-names.ts';

export interface EpisodeReaderOptions {
  /** Episode queries that run at the same time; each holds one page of records in memory. Default 2. */
  readonly concurrency?: number;
  /** Episode queries that may wait. Default 50. */
  readonly maxQueued?: number;
  /** Maximum time in the queue, ms. Default 30,000. */
  readonly queueTimeoutMs?: number;
  /** Records of one page. Default 10,000. */
  readonly pageSize?: number;
}

/** Matching records of one query; with more the query takes too long. */
const maxMatches = 500_000;
const intervalsPerRequest = 300;
const matchFields: readonly (keyof Match)[] = [
  'cameraId',
  'zoneId',
  'siteId',
  'slotStartAt',
  'slotMs',
  'slots',
  'kind',
  'total',
  'inbound',
  'outbound',
  'occupancy',
  'position',
];

/**
 * Finds episodes from the matching records alone. Other records are searched only between two matches that are close
 * enough to belong to one episode: a measured record between consecutive matches is one that does not match.
 */
export class ElasticEpisodeReader implements EpisodeReader {
  readonly #elastic: BoundedClient;
  readonly #names: IndexNames;
  readonly #pageSize: number;
  readonly #queue: BoundedQueue;

  constructor(elastic: BoundedClient, names: IndexNames, options: EpisodeReaderOptions = {}) {
    this.#elastic = elastic;
    this.#names = names;
    this.#pageSize = options.pageSize ?? 10_000;
    this.#queue = new BoundedQueue('episode queries', {
      concurrency: options.concurrency ?? 2,
      maxQueued: options.maxQueued ?? 50,
      queueTimeoutMs: options.queueTimeoutMs ?? 30_000,
    });
  }

  /** @throws {VialogError} QUERY_TOO_EXPENSIVE with too many matches, STORE_UNAVAILABLE when the queue is full */
  episodes(query: EventQuery, rule: EpisodeRule): Promise<readonly EpisodeRow[]> {
    return this.#queue.run(() => this.#episodes(query, rule));
  }

  async #episodes(query: EventQuery, rule: EpisodeRule): Promise<readonly EpisodeRow[]> {
    const where = conditionQuery(query.where, await boundaryPositions(this.#elastic, this.#names, query));
    const stream = new EpisodeStream(rule);
    let found = 0;
    for await (const matches of this.#matches(query, where)) {
      found += matches.length;
      if (found > maxMatches) throw new VialogError('QUERY_TOO_EXPENSIVE');
      const page = stream.plan(matches);
      const broken = await this.#broken(page.flatMap(({ interval }) => interval ?? []));
      stream.add(page, (interval) => broken.has(interval));
    }
    return stream.finish();
  }

  async *#matches({ from, to }: EventQuery, where: Query): AsyncGenerator<readonly Match[]> {
    const query = { bool: { filter: [{ range: { slotStartAt: { gte: from, lt: to } } }, where] } };
    const sort = [{ slotStartAt: 'asc' as const }, { eventId: 'asc' as const }];
    const body = { size: this.#pageSize, query, sort, _source: [...matchFields] };
    for await (const hits of hitPages(this.#elastic, this.#names.eventsWithin(from, to), body))
      yield hits.map(({ _source }) => _source as Match);
  }

  /** The intervals that contain a measured record. */
  async #broken(intervals: readonly Interval[]): Promise<ReadonlySet<Interval>> {
    const broken = new Set<Interval>();
    for (let first = 0; first < intervals.length; first += intervalsPerRequest) {
      const some = intervals.slice(first, first + intervalsPerRequest);
      const from = Math.min(...some.map(({ after }) => after));
      const to = Math.max(...some.map(({ before }) => before));
      const { aggregations } = await this.#elastic.search(
        this.#names.eventsWithin(from, to),
        measuredBetween(some),
      );
      const counts = aggregations['between'] as { buckets: { doc_count: number }[] } | undefined;
      some.forEach((interval, i) => {
        if ((counts?.buckets[i]?.doc_count ?? 0) > 0) broken.add(interval);
      });
    }
    return broken;
  }
}

/** Counts the measured records of each interval, in order. */
function measuredBetween(intervals: readonly Interval[]) {
  const filters = intervals.map(strictlyBetween);
  return {
    size: 0,
    track_total_hits: false,
    query: {
      bool: { filter: [{ term: { kind: 'measured' } }], should: filters, minimum_should_match: 1 },
    },
    aggs: { between: { filters: { filters } } },
  };
}

const strictlyBetween = ({ zone, after, before }: Interval): Query => ({
  bool: {
    filter: [
      { term: { 'derived.zone': zone } },
      { range: { slotStartAt: { gt: isoOf(after), lt: isoOf(before) } } },
    ],
  },
});
