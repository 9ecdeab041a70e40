import { useInfiniteQuery } from '@tanstack/react-query';
import { searchPage } from '../../api/queries.ts';

/** The pages of single slots of a search line without an order of episodes. */
export function useSlotResults(q: string) {
  return useInfiniteQuery({
    queryKey: ['events', q],
    queryFn: ({ pageParam }) => searchPage(q, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });
}
