import { calendarStoreConformance } from './calendar-store.conformance.ts';
import { InMemoryCalendars } from './calendar-store.fake.ts';

calendarStoreConformance('in memory', () =>
  Promise.resolve({ calendars: new InMemoryCalendars(), close: () => Promise.resolve() }),
);
