export { openPrinter } from './open-printer.ts';
export {
  openReportFolder,
  startReportSchedules,
  type ScheduledReportPorts,
  type ReportSchedules,
} from './start-report-schedules.ts';
