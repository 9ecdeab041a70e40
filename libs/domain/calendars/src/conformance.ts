export {
  aCalendar,
  anEvent,
  calendarStoreConformance,
  type CalendarsUnderTest,
} from './registry/calendar-store.conformance.ts';
export { InMemoryCalendars } from './registry/calendar-store.fake.ts';
export { FixedHolidayRules } from './holiday-rules.fake.ts';
