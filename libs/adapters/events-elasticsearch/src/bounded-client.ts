import type { Client, estypes } from '@elastic/elasticsearch';
import { VialogError } from '@vialog/contracts';
import { toReadError } from './elastic-errors.ts';

/** The parts of a question this library uses. */
export interface SearchBody {
  readonly query?: estypes.QueryDslQueryContainer | undefined;
  readonly size?: number;
  readonly sort?: estypes.Sort | undefined;
  readonly track_total_hits?: boolean | number;
  readonly aggs?: Readonly<Record<string, estypes.AggregationsAggregationContainer>>;
  readonly search_after?: estypes.SortResults;
  readonly _source?: boolean | string[];
}
export type Aggregations = Readonly<Record<string, unknown>>;

export interface SearchResult {
  readonly hits: readonly {
    readonly _id: string;
    readonly _source: unknown;
    readonly sort: readonly unknown[];
  }[];
  readonly total: { readonly value: number; readonly relation: 'eq' | 'gte' };
  readonly aggregations: Aggregations;
}

export interface BoundedClientOptions {
  /** How long one question may take, ms. Default 10,000. */
  readonly timeoutMs?: number;
  /** Questions on their way at once; the others wait their turn, and no longer than `deadlineMs`. Default 12. */
  readonly concurrency?: number;
  /** Questions that may wait; more are refused at once. Default 1,000: a trend takes a few. */
  readonly maxQueued?: number;
}

/**
 * Asks Elasticsearch, a bounded number of questions at a time: two hundred people who search at once must not fill the
 * server's own queue, which answers by refusing. A question past the deadline fails with QUERY_TOO_EXPENSIVE, never
 * with a part of the answer; one whose turn does not come is refused with STORE_UNAVAILABLE, so that a server that
 * hangs holds up nobody for longer than two deadlines.
 */
export class BoundedClient {
  readonly raw: Client;
  readonly #deadlineMs: number;
  readonly #concurrency: number;
  readonly #maxQueued: number;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(client: Client, options: BoundedClientOptions = {}) {
    this.raw = client;
    this.#deadlineMs = options.timeoutMs ?? 10_000;
    this.#concurrency = options.concurrency ?? 12;
    this.#maxQueued = options.maxQueued ?? 1_000;
  }

  /** Indices that are not there hold nothing. */
  async search(index: readonly string[], body: SearchBody): Promise<SearchResult> {
    const answer = await this.request((client) =>
      client.search(
        {
          index: [...index],
          ignore_unavailable: true,
          allow_no_indices: true,
          allow_partial_search_results: false,
          timeout: `${this.#deadlineMs}ms`,
          ...(body as object),
        },
        { requestTimeout: this.#deadlineMs + 1_000 },
      ),
    );
    if (answer.timed_out) throw new VialogError('QUERY_TOO_EXPENSIVE');
    const total = answer.hits.total;
    return {
      hits: answer.hits.hits.map((hit) => ({
        _id: hit._id ?? '',
        _source: hit._source,
        sort: hit.sort ?? [],
      })),
      total: typeof total === 'object' ? total : { value: total ?? 0, relation: 'eq' },
      aggregations: answer.aggregations ?? {},
    };
  }

  /** One document, as it was last written, refreshed or not. */
  async get<T>(index: string, id: string): Promise<StoredDocument<T> | undefined> {
    const answer = await this.request((client, options) =>
      client.get<T>({ index, id }, { ...options, ignore: [404] }),
    );
    if (!answer.found || answer._source === undefined) return undefined;
    return {
      id,
      source: answer._source,
      seqNo: answer._seq_no ?? 0,
      primaryTerm: answer._primary_term ?? 0,
    };
  }

  /** Several documents, as last written; those that are not there are left out. */
  async mget<T>(wanted: readonly { index: string; id: string }[]): Promise<ReadonlyMap<string, T>> {
    if (wanted.length === 0) return new Map();
    const docs = wanted.map(({ index, id }) => ({ _index: index, _id: id }));
    const answer = await this.request((client, options) => client.mget<T>({ docs }, options));
    return new Map(
      answer.docs.flatMap((doc) =>
        'found' in doc && doc.found && doc._source ? [[doc._id, doc._source]] : [],
      ),
    );
  }

  /** Any other question, when its turn comes. */
  async request<T>(ask: (client: Client, options: { requestTimeout: number }) => Promise<T>): Promise<T> {
    await this.#turn();
    try {
      return await ask(this.raw, { requestTimeout: this.#deadlineMs });
    } catch (error) {
      throw toReadError(error);
    } finally {
      this.#handOn();
    }
  }

  async #turn(): Promise<void> {
    if (this.#running < this.#concurrency) {
      this.#running += 1;
      return;
    }
    if (this.#waiting.length >= this.#maxQueued)
      throw notYourTurn(`${this.#maxQueued} questions wait for Elasticsearch already`);
    const since = performance.now();
    await new Promise<void>((go) => this.#waiting.push(go));
    if (performance.now() - since <= this.#deadlineMs) return;
    this.#handOn();
    throw notYourTurn(`Elasticsearch is too slow: the question waited ${this.#deadlineMs} ms for its turn`);
  }

  /** The turn goes to the next who waits, or back when nobody does. */
  #handOn(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running -= 1;
  }
}

const notYourTurn = (why: string): VialogError =>
  new VialogError('STORE_UNAVAILABLE', `${why}; ask again in a moment.`);

export interface StoredDocument<T> {
  readonly id: string;
  readonly source: T;
  readonly seqNo: number;
  readonly primaryTerm: number;
}

export interface CompositeBucket {
  readonly key: Readonly<Record<string, string | number | null>>;
  readonly doc_count: number;
  readonly [name: string]: unknown;
}

/** Every bucket of a composite aggregation, page by page. */
export async function* compositeBuckets(
  elastic: BoundedClient,
  index: readonly string[],
  question: {
    query: estypes.QueryDslQueryContainer;
    sources: readonly Record<string, estypes.AggregationsCompositeAggregationSource>[];
    size: number;
    aggs?: Record<string, estypes.AggregationsAggregationContainer>;
  },
): AsyncGenerator<CompositeBucket> {
  let after: Record<string, string | number | null> | undefined;
  do {
    const composite = { sources: [...question.sources], size: question.size, ...(after ? { after } : {}) };
    const answer = await elastic.search(index, {
      size: 0,
      track_total_hits: false,
      query: question.query,
      aggs: { all: { composite, ...(question.aggs ? { aggs: question.aggs } : {}) } },
    });
    const all = answer.aggregations['all'] as
      { buckets: CompositeBucket[]; after_key?: Record<string, string | number | null> } | undefined;
    yield* all?.buckets ?? [];
    after = (all?.buckets.length ?? 0) < question.size ? undefined : all?.after_key;
  } while (after);
}
