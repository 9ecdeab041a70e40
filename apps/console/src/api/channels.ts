import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { AlertChannelsResponse, AlertDeliveriesPage, AlertDelivery } from '@vialog/contracts';
import { call } from './call.ts';
import { params } from './queries.ts';

const refreshMs = 5_000;

/** The channels of alerts; readers do not see them (HTTP 403). */
export const channelsQuery = queryOptions({
  queryKey: ['alerts', 'channels'],
  queryFn: async () => (await call<AlertChannelsResponse>('GET', '/v1/alert-channels')).items,
  refetchInterval: ({ state }) => (state.data ? refreshMs : false),
});

/** The deliveries of a channel, page by page, last queued first. */
export const deliveriesQuery = (channelId: string, state: AlertDelivery['state'] | undefined) =>
  infiniteQueryOptions({
    queryKey: ['alerts', 'deliveries', channelId, state],
    queryFn: ({ pageParam: cursor }) =>
      call<AlertDeliveriesPage>(
        'GET',
        `/v1/alert-channels/${channelId}/deliveries?${params({ state, cursor })}`,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: refreshMs,
  });
