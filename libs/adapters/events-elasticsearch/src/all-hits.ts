import type { BoundedClient, SearchResult, SearchBody } from './bounded-client.ts';

/** The most one answer of Elasticsearch may hold without further settings. */
const pageSize = 10_000;

/** Every hit of a question, page by page. The sort has to end in something unique. */
export async function* allHits(
  elastic: BoundedClient,
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
