export { episodeFile } from './rows/episode-file.ts';
export { trendFile, type TrendFile } from './rows/trend-file.ts';
export { composeReport } from './compose/compose-report.ts';
export { type ReportPorts } from './compose/report-method.ts';
export { reportFile, reportChartSvg, type ReportFile } from './report-file.ts';
