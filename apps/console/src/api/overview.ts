import { queryOptions } from '@tanstack/react-query';
import type { AttentionOverview } from '@vialog/contracts';
import { call } from './call.ts';

/** What needs attention now; read again every 10 s, and at once when an alert changes. */
export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: () => call<AttentionOverview>('GET', '/v1/attention'),
  refetchInterval: 10_000,
});
