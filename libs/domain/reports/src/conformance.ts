export {
  aRun,
  aSchedule,
  reportScheduleStoreConformance,
  type ReportSchedulesUnderTest,
} from './schedules/report-schedule-store.conformance.ts';
export { InMemoryReportFolder } from './schedules/report-folder.fake.ts';
export { InMemoryReportSchedules } from './schedules/report-schedule-store.fake.ts';
