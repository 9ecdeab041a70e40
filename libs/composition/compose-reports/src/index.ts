export { openPrinter } from './open-printer.ts';
export {
  openReportFolder,
  startReportSchedules,
  type ReportScheduleParts,
  type ReportSchedules,
} from './start-report-schedules.ts';
