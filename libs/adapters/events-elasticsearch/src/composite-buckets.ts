import type { estypes } from '@elastic/elasticsearch';
import type { Searcher } from './bounded-client.ts';

export interface CompositeBucket {
  readonly key: Readonly<Record<string, string | number | null>>;
  readonly doc_count: number;
  readonly [name: string]: unknown;
}

interface CompositeSearch {
  readonly query: estypes.QueryDslQueryContainer;
  readonly sources: readonly Record<string, estypes.AggregationsCompositeAggregationSource>[];
  /** Buckets of one page. */
  readonly size: number;
  readonly aggs?: Record<string, estypes.AggregationsAggregationContainer>;
}

/** All buckets of a composite aggregation, page by page. */
export async function* compositeBuckets(
  elastic: Searcher,
  index: readonly string[],
  { query, sources, size, aggs }: CompositeSearch,
): AsyncGenerator<CompositeBucket> {
  let after: Record<string, string | number | null> | undefined;
  do {
    const composite = { sources: [...sources], size, ...(after ? { after } : {}) };
    const result = await elastic.search(index, {
      size: 0,
      track_total_hits: false,
      query,
      aggs: { all: { composite, ...(aggs ? { aggs } : {}) } },
    });
    const all = result.aggregations['all'] as
      { buckets: CompositeBucket[]; after_key?: Record<string, string | number | null> } | undefined;
    yield* all?.buckets ?? [];
    after = (all?.buckets.length ?? 0) < size ? undefined : all?.after_key;
  } while (after);
}
