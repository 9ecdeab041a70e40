export { episodeFile } from './rows/episode-file.ts';
export { trendFile, type TrendFile } from './rows/trend-file.ts';
export {
  assembleReport,
  composeReport,
  figureTables,
  findingContext,
  type ReportContents,
} from './compose/compose-report.ts';
export { daysChart, maxLines, maxWeeks, weekChart } from './compose/report-charts.ts';
export { overviewFindings, type FindingContext } from './compose/report-findings.ts';
export { dayFigures, usedHours, type DayFigure } from './compose/report-hours.ts';
export { MethodBuilder, type DataRequest, type ReportPorts } from './compose/report-method.ts';
export {
  seriesResult,
  summaryOfSeries,
  type SeriesResult,
  type SeriesSummary,
} from './compose/series-figures.ts';
export {
  documentFile,
  chartFile,
  reportChartFile,
  reportFile,
  type DocumentFormat,
  type ReportFile,
  type ReportFilePorts,
} from './report-file.ts';
export { methodEntries, type MethodEntry } from './document/method-lines.ts';
export { type PageChart, type PageTable, type ReportPage } from './document/report-page.ts';
export { type PrintedChart, type ReportPrinter } from './report-printer.port.ts';
export { type ReportFolder, type WrittenFile } from './schedules/report-folder.port.ts';
export {
  type ReportLeaseRequest,
  type ReportScheduleStore,
  type RunWrite,
} from './schedules/report-schedule-store.port.ts';
export { listReportRuns, readReportFile, startReportRun } from './schedules/report-runs.ts';
export {
  changeReportSchedule,
  createReportSchedule,
  deleteReportSchedule,
  listReportSchedules,
  type ReportSchedulePorts,
} from './schedules/report-schedules.ts';
export { ScheduleRunner, type ScheduleRunnerPorts } from './schedules/schedule-runner.ts';
export { spaced } from './texts/spaced.ts';
