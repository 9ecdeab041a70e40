import { SpecialDays, type CalendarStore, type HolidayRules, type SpecialDayReader } from '@vialog/calendars';
import { HolidayLibrary } from '@vialog/holiday-rules';

export interface OpenCalendars {
  readonly calendars: CalendarStore;
  readonly holidayRules: HolidayRules;
  readonly specialDays: SpecialDayReader;
}

/** The calendars of a registry, with the rules of holidays. */
export function openCalendars({ calendars }: { readonly calendars: CalendarStore }): OpenCalendars {
  const holidayRules = new HolidayLibrary();
  return { calendars, holidayRules, specialDays: new SpecialDays(calendars, holidayRules) };
}
