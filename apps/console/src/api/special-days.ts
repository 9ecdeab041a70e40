import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { SpecialDay, SpecialDaysResponse } from '@vialog/contracts';
import { call } from './call.ts';

export interface SiteDaysRequest {
  /** First and last local day. */
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  /** Days of calendars of at least one of them. */
  readonly sites: readonly string[];
}

/** Holidays and events of sites, by day. */
export const siteDaysQuery = ({ sites, ...range }: SiteDaysRequest) =>
  queryOptions({
    queryKey: ['calendars', 'days of sites', range, sites],
    queryFn: async (): Promise<readonly SpecialDay[]> => {
      const params = new URLSearchParams({ ...range, sites: sites.join(',') });
      return (await call<SpecialDaysResponse>('GET', `/v1/special-days?${params.toString()}`)).items;
    },
    enabled: sites.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 600_000,
  });
