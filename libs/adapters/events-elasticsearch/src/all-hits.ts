import type { Searcher, SearchBody, SearchResult } from './bounded-client.ts';

/** Default `index.max_result_window` of Elasticsearch: the maximum size of one page. */
const pageSize = 10_000;

/** All hits of a search, page by page. The last sort field must be unique. */
export async function* allHits(
  elastic: Searcher,
  index: readonly string[],
  body: SearchBody & { readonly sort: NonNullable<SearchBody['sort']> },
): AsyncGenerator<SearchResult['hits'][number]> {
  let after: readonly unknown[] | undefined;
  for (;;) {
    const { hits } = await elastic.search(index, {
      size: pageSize,
      track_total_hits: false,
      ...body,
      ...(after ? { search_after: [...after] as NonNullable<SearchBody['search_after']> } : {}),
    });
    yield* hits;
    if (hits.length < (body.size ?? pageSize)) return;
    after = hits.at(-1)?.sort;
  }
}
