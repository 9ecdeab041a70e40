import { queryOptions } from '@tanstack/react-query';
import type { CalendarsResponse } from '@vialog/contracts';
import { call } from './call.ts';

export const calendarsQuery = queryOptions({
  queryKey: ['calendars'],
  queryFn: async () => (await call<CalendarsResponse>('GET', '/v1/calendars')).items,
});
