import type { Client, estypes } from '@elastic/elasticsearch';
import { VialogError } from '@vialog/contracts';
import { BoundedQueue } from './bounded-queue.ts';
import { toReadError } from './elastic-errors.ts';

/** The search parameters this library uses. */
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

/** What a search needs of the client. */
export interface Searcher {
  search(index: readonly string[], body: SearchBody): Promise<SearchResult>;
}

export interface StoredDocument<T> {
  readonly id: string;
  readonly source: T;
  readonly seqNo: number;
  readonly primaryTerm: number;
}

export interface BoundedClientOptions {
  /** Timeout of one request, ms. Default 10,000. */
  readonly timeoutMs?: number;
  /** Concurrent requests; the others wait in a queue. Default 12. */
  readonly concurrency?: number;
  /** Maximum time in the queue, ms; Infinity: no limit. Default `timeoutMs`. */
  readonly queueTimeoutMs?: number;
  /** Maximum length of the queue; further requests are rejected at once. Default 1,000: a trend sends a few. */
  readonly maxQueued?: number;
}

interface MissingIndices {
  readonly ignore_unavailable: boolean;
  readonly allow_no_indices: boolean;
}

/**
 * Client for reads with a bounded number of concurrent requests: two hundred users who search at the same time must not
 * fill the search queue of the server, which then rejects requests. A request that exceeds its timeout fails with
 * QUERY_TOO_EXPENSIVE and never returns a partial result. A request that waits too long in the queue, or finds the
 * queue full, fails with STORE_UNAVAILABLE. A server that does not respond therefore delays a caller by at most the
 * queue timeout and the request timeout.
 */
export class BoundedClient implements Searcher {
  /** The client without a limit. Its errors are those of Elasticsearch. */
  readonly raw: Client;
  /** Searches that fail with MissingIndex where an index does not exist. */
  readonly existingOnly: Searcher = {
    search: (index, body) =>
      this.#search(index, body, { ignore_unavailable: false, allow_no_indices: false }),
  };
  readonly #timeoutMs: number;
  readonly #queue: BoundedQueue;

  constructor(client: Client, options: BoundedClientOptions = {}) {
    this.raw = client;
    this.#timeoutMs = options.timeoutMs ?? 10_000;
    this.#queue = new BoundedQueue('requests', {
      concurrency: options.concurrency ?? 12,
      maxQueued: options.maxQueued ?? 1_000,
      queueTimeoutMs: options.queueTimeoutMs ?? this.#timeoutMs,
    });
  }

  /** Searches indices. An index that does not exist contains no documents. */
  search(index: readonly string[], body: SearchBody): Promise<SearchResult> {
    return this.#search(index, body, { ignore_unavailable: true, allow_no_indices: true });
  }

  /** Reads one document in real time: the last write, refreshed or not. */
  async get<T>(index: string, id: string): Promise<StoredDocument<T> | undefined> {
    const response = await this.request((client, options) =>
      client.get<T>({ index, id }, { ...options, ignore: [404] }),
    );
    if (!response.found || response._source === undefined) return undefined;
    return {
      id,
      source: response._source,
      seqNo: response._seq_no ?? 0,
      primaryTerm: response._primary_term ?? 0,
    };
  }

  /** Reads several documents in real time. Missing documents are left out. */
  async mget<T>(wanted: readonly { index: string; id: string }[]): Promise<ReadonlyMap<string, T>> {
    if (wanted.length === 0) return new Map();
    const docs = wanted.map(({ index, id }) => ({ _index: index, _id: id }));
    const response = await this.request((client, options) => client.mget<T>({ docs }, options));
    return new Map(
      response.docs.flatMap((doc) =>
        'found' in doc && doc.found && doc._source ? [[doc._id, doc._source]] : [],
      ),
    );
  }

  /**
   * Sends any other request within the concurrency limit.
   * @throws {VialogError} STORE_UNAVAILABLE when the queue is full or the request waited too long in it
   */
  request<T>(send: (client: Client, options: { requestTimeout: number }) => Promise<T>): Promise<T> {
    return this.#queue.run(async () => {
      try {
        return await send(this.raw, { requestTimeout: this.#timeoutMs });
      } catch (error) {
        throw toReadError(error);
      }
    });
  }

  async #search(index: readonly string[], body: SearchBody, missing: MissingIndices): Promise<SearchResult> {
    const response = await this.request((client) =>
      client.search(
        {
          index: [...index],
          ...missing,
          allow_partial_search_results: false,
          timeout: `${this.#timeoutMs}ms`,
          ...(body as object),
        },
        { requestTimeout: this.#timeoutMs + 1_000 },
      ),
    );
    if (response.timed_out) throw new VialogError('QUERY_TOO_EXPENSIVE');
    const total = response.hits.total;
    return {
      hits: response.hits.hits.map((hit) => ({
        _id: hit._id ?? '',
        _source: hit._source,
        sort: hit.sort ?? [],
      })),
      total: typeof total === 'object' ? total : { value: total ?? 0, relation: 'eq' },
      aggregations: response.aggregations ?? {},
    };
  }
}
