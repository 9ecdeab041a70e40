import { reportScheduleStoreConformance } from './report-schedule-store.conformance.ts';
import { InMemoryReportSchedules } from './report-schedule-store.fake.ts';

reportScheduleStoreConformance('memory', () =>
  Promise.resolve({ reportSchedules: new InMemoryReportSchedules(), close: () => Promise.resolve() }),
);
