import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { DemoHistory, DemoHistoryRemoval } from '@vialog/contracts';
import { call } from './call.ts';

/** The simulated history of the demo town. */
export const demoHistoryQuery = queryOptions({
  queryKey: ['demo history'],
  queryFn: () => call<DemoHistory>('GET', '/v1/demo/history'),
  // While the history is written or removed, it changes every few seconds.
  refetchInterval: ({ state: { data } }) =>
    data?.kind === 'writing' || data?.kind === 'removing' ? 10_000 : false,
  staleTime: 60_000,
});

/** Every figure of the console may have changed afterwards. */
export function useRemoveDemoHistory() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call<DemoHistoryRemoval>('DELETE', '/v1/demo/history'),
    onSuccess: () => void queries.invalidateQueries(),
  });
}
