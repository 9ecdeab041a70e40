export {
  aRun,
  aSchedule,
  reportScheduleStoreConformance,
  type ReportSchedulesUnderTest,
} from './schedules/report-schedule-store.conformance.ts';
export { InMemoryReportFolder } from './schedules/report-folder.fake.ts';
export { InMemoryReportSchedules } from './schedules/report-schedule-store.fake.ts';
export {
  scheduleRunnerConformance,
  type RegistryOfProcess,
} from './schedules/schedule-runner.conformance.ts';
export { reportWorld, type ReportWorld } from './report-world.fixture.ts';
