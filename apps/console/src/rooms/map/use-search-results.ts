import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { searchPage } from '../../api/queries.ts';

/** The result pages of a search and the cameras in them, for the list, the timeline and the map. */
export function useSearchResults(q: string | undefined) {
  const found = useInfiniteQuery({
    queryKey: ['events', q],
    queryFn: ({ pageParam }) => searchPage(q ?? '', pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
    enabled: q !== undefined,
  });
  const pages = found.data?.pages;
  const cameraIds = useMemo(
    () =>
      q === undefined || !pages
        ? undefined
        : new Set(pages.flatMap((page) => page.items.map((event) => event.cameraId))),
    [q, pages],
  );
  return { ...found, cameraIds };
}
export type SearchResults = ReturnType<typeof useSearchResults>;
