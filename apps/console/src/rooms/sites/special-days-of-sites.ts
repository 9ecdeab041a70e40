import type { Calendar, SpecialDay } from '@vialog/contracts';

/** Whether statistics of typical days leave a day out. */
export const isLeftOut = ({ kind }: Pick<SpecialDay, 'kind'>): boolean => kind !== 'event';

/** The local date some days later. */
export const dateAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Special days of today and of later days. */
export const specialDaysFrom = (
  days: readonly SpecialDay[],
  today: string,
): { readonly today: readonly SpecialDay[]; readonly later: readonly SpecialDay[] } => ({
  today: days.filter(({ date }) => date === today),
  later: days.filter(({ date }) => date > today),
});

/** The days of calendars that apply for a site. */
export function specialDaysOfSite(
  days: readonly SpecialDay[],
  calendars: readonly Calendar[],
  siteId: string,
): readonly SpecialDay[] {
  const own = calendars.filter(({ sites }) => sites === null || sites.includes(siteId));
  const ids = new Set(own.map(({ calendarId }) => calendarId));
  return days.filter(({ calendarId }) => ids.has(calendarId));
}
