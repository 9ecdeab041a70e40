import type { Searcher, SearchBody, SearchResult } from './bounded-client.ts';

/** Default `index.max_result_window` of Elasticsearch: the maximum size of one page. */
const maxPageSize = 10_000;

type Hit = SearchResult['hits'][number];
/** A search whose last sort field is unique. */
export type SortedSearch = SearchBody & { readonly sort: NonNullable<SearchBody['sort']> };

/** The hits of a search in pages of `size`, by default the largest possible. */
export async function* hitPages(
  elastic: Searcher,
  index: readonly string[],
  body: SortedSearch,
): AsyncGenerator<readonly Hit[]> {
  let after: readonly unknown[] | undefined;
  for (;;) {
    const { hits } = await elastic.search(index, {
      size: maxPageSize,
      track_total_hits: false,
      ...body,
      ...(after ? { search_after: [...after] as NonNullable<SearchBody['search_after']> } : {}),
    });
    yield hits;
    if (hits.length < (body.size ?? maxPageSize)) return;
    after = hits.at(-1)?.sort;
  }
}

/** All hits of a search, one page in memory at a time. */
export async function* allHits(
  elastic: Searcher,
  index: readonly string[],
  body: SortedSearch,
): AsyncGenerator<Hit> {
  for await (const page of hitPages(elastic, index, body)) yield* page;
}
