import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type {
  CameraSummary,
  CounterComparison,
  CounterComparisonInput,
  CounterComparisonsResponse,
  FlowDirection,
} from '@vialog/contracts';
import { call } from './call.ts';
import { readAll } from './queries.ts';

/** The comparisons of a camera with counters, newest period first. */
export const counterComparisonsQuery = (cameraId: string) =>
  queryOptions({
    queryKey: ['counter comparisons', cameraId],
    queryFn: async () =>
      (await call<CounterComparisonsResponse>('GET', `/v1/cameras/${cameraId}/counter-comparisons`)).items,
  });

/** All counters, by name. */
export const countersQuery = queryOptions({
  queryKey: ['counters'],
  queryFn: () => readAll<CameraSummary>('/v1/cameras/summaries', { streamKind: 'counter', sort: 'name' }),
});

/** What the form sends; the other fields have the defaults of the server. */
export type ComparisonRequest = Pick<
  CounterComparisonInput,
  'zoneId' | 'counter' | 'counterZoneId' | 'startAt'
> & {
  readonly direction: FlowDirection | undefined;
  readonly counterDirection: FlowDirection | undefined;
};

export function useCompareWithCounter(cameraId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: ComparisonRequest) =>
      call<CounterComparison>('POST', `/v1/cameras/${cameraId}/counter-comparisons`, input),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['counter comparisons', cameraId] }),
  });
}
