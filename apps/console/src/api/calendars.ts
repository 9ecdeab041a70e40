import { queryOptions } from '@tanstack/react-query';
import type {
  CalendarImportReport,
  CalendarsResponse,
  HolidayRegionsResponse,
  SpecialDayKind,
  SpecialDaysResponse,
} from '@vialog/contracts';
import { call, request } from './call.ts';

export const calendarsQuery = queryOptions({
  queryKey: ['calendars'],
  queryFn: async () => (await call<CalendarsResponse>('GET', '/v1/calendars')).items,
});

/** Countries whose holidays are known, or the parts of a country or state. */
export const holidayRegionsQuery = (within: string | undefined) =>
  queryOptions({
    queryKey: ['holiday regions', within],
    queryFn: async () =>
      (
        await call<HolidayRegionsResponse>(
          'GET',
          `/v1/holiday-regions${within === undefined ? '' : `?within=${within}`}`,
        )
      ).items,
    staleTime: Infinity,
  });

/** Special days of all calendars between two local days, inclusive. */
export const specialDaysQuery = (days: { readonly from: string; readonly to: string }) =>
  queryOptions({
    queryKey: ['calendars', 'days', days],
    queryFn: async () =>
      (
        await call<SpecialDaysResponse>(
          'GET',
          `/v1/special-days?${new URLSearchParams({ ...days, timeZone: localZone() }).toString()}`,
        )
      ).items,
  });

const localZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export interface CalendarFile {
  readonly file: Blob;
  /** Empty: the name in the file. */
  readonly name: string;
  readonly kind: Exclude<SpecialDayKind, 'working_day'>;
  /** The file is checked and not stored. */
  readonly dryRun: boolean;
}

/** Checks or imports an iCalendar file. */
export async function importCalendar({
  file,
  name,
  kind,
  dryRun,
}: CalendarFile): Promise<CalendarImportReport> {
  const query = new URLSearchParams({ kind, dryRun: String(dryRun) });
  if (name.trim() !== '') query.set('name', name.trim());
  const response = await request(`/v1/calendars/import?${query.toString()}`, {
    method: 'POST',
    body: file,
    headers: { 'content-type': 'text/calendar' },
  });
  return (await response.json()) as CalendarImportReport;
}
