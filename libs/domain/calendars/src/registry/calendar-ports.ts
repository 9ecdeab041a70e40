import type { Clock, RandomBytes } from '@vialog/contracts';
import type { SiteDirectory } from '@vialog/registry';
import type { HolidayRules } from '../holiday-rules.port.ts';
import type { CalendarStore } from './calendar-store.port.ts';

/** What the use cases of calendars need. */
export interface CalendarPorts {
  readonly calendars: CalendarStore;
  readonly rules: HolidayRules;
  readonly sites: Pick<SiteDirectory, 'site'>;
  readonly clock: Clock;
  readonly random: RandomBytes;
}
