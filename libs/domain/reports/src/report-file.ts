import {
  epochOf,
  isoOf,
  VialogError,
  type Report,
  type ReportChartQuery,
  type ReportFormat,
  type ReportFileQuery,
} from '@vialog/contracts';
import { exportTrends, openReportSource } from '@vialog/events';
import { dateOfLocalDay, localDayOf } from '@vialog/measuring';
import { chartSvg } from './chart/chart-svg.ts';
import { composeReport } from './compose/compose-report.ts';
import type { ReportPorts } from './compose/report-method.ts';
import { reportHtml } from './document/report-html.ts';
import { reportPage } from './document/report-page.ts';
import { reportWorkbook } from './document/report-workbook.ts';
import type { ReportPrinter } from './report-printer.port.ts';
import { trendFile } from './rows/trend-file.ts';

export interface ReportFile {
  readonly pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
  readonly mediaType: string;
  readonly fileName: string;
}

export interface ReportFilePorts extends ReportPorts {
  readonly printer: ReportPrinter;
}

/** Formats that show the whole report. */
export type DocumentFormat = Exclude<ReportFormat, 'csv' | 'ndjson' | 'parquet'>;

/** Rows of a table in a PDF document: about 20 pages. */
const maxPdfRows = 1_000;

interface DocumentWriter {
  readonly mediaType: string;
  readonly write: (report: Report, printer: ReportPrinter) => Promise<string | Uint8Array> | string;
}

const documents: Readonly<Record<DocumentFormat, DocumentWriter>> = {
  json: {
    mediaType: 'application/json; charset=utf-8',
    write: (report) => `${JSON.stringify(report, null, 2)}\n`,
  },
  html: { mediaType: 'text/html; charset=utf-8', write: reportHtml },
  pdf: {
    mediaType: 'application/pdf',
    write: (report, printer) => printer.pdf(reportPage(report, maxPdfRows)),
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: reportWorkbook,
  },
};

/**
 * A report as a file. The formats csv, ndjson and parquet are the rows on which it is based, whose hash the report states.
 * @throws {VialogError} VALIDATION_FAILED, SITE_NOT_FOUND or CAMERA_NOT_FOUND; QUERY_TOO_EXPENSIVE or RATE_LIMITED of the printer
 */
export async function reportFile(ports: ReportFilePorts, query: ReportFileQuery): Promise<ReportFile> {
  const { format } = query;
  if (format === 'csv' || format === 'ndjson' || format === 'parquet')
    return rowsFile(ports, { ...query, format });
  return documentFile(ports, await composeReport(ports, query), format);
}

/**
 * A composed report as a file.
 * @throws {VialogError} QUERY_TOO_EXPENSIVE or RATE_LIMITED of the printer
 */
export async function documentFile(
  { printer }: Pick<ReportFilePorts, 'printer'>,
  report: Report,
  format: DocumentFormat,
): Promise<ReportFile> {
  const { mediaType, write } = documents[format];
  const timeZone = report.series[0]?.timeZone ?? 'UTC';
  return {
    pieces: [await write(report, printer)],
    mediaType,
    fileName: fileNameOf({ ...report, timeZone }, format),
  };
}

/** The rows of the period of the report, as `GET /v1/trends/export` has them. */
async function rowsFile(
  ports: ReportPorts,
  query: ReportFileQuery & { readonly format: 'csv' | 'ndjson' | 'parquet' },
): Promise<ReportFile> {
  const { measure, direction, classes, sites, cameras, groups, zone, origin, format } = query;
  const { window, timeZone } = await openReportSource(ports, query);
  const [from, to] = [isoOf(window.from), isoOf(window.to)];
  const selection = { measure, direction, classes, sites, cameras, groups, zone, origin };
  const rows = await exportTrends(ports, { ...selection, from, to, format, interval: '1h' });
  const { pieces, mediaType } = trendFile(rows, { format, measure, interval: '1h' });
  return { pieces, mediaType, fileName: fileNameOf({ measure, from, to, timeZone }, format) };
}

/** The name has the first and the last local day of the period, which ends before `to`. */
function fileNameOf(
  { measure, from, to, timeZone }: Pick<Report, 'measure' | 'from' | 'to'> & { readonly timeZone: string },
  format: ReportFormat,
): string {
  const last = Math.max(epochOf(from), epochOf(to) - 1);
  const [firstDay, lastDay] = [epochOf(from), last].map((at) => dateOfLocalDay(localDayOf(at, timeZone)));
  return `vialog-${measure}-${firstDay}-${lastDay}.${format}`;
}

/**
 * One chart of a report as a file.
 * @throws {VialogError} as `reportFile`; VALIDATION_FAILED when the report has fewer charts
 */
export const reportChartFile = async (ports: ReportFilePorts, query: ReportChartQuery): Promise<ReportFile> =>
  chartFile(ports, await composeReport(ports, query), query);

/**
 * A chart of a composed report as a file.
 * @param chart number from 1
 * @throws {VialogError} VALIDATION_FAILED when the report has fewer charts; QUERY_TOO_EXPENSIVE or RATE_LIMITED of the printer
 */
export async function chartFile(
  { printer }: Pick<ReportFilePorts, 'printer'>,
  report: Report,
  { chart, format }: Pick<ReportChartQuery, 'chart' | 'format'>,
): Promise<ReportFile> {
  const svg = svgOfChart(report, chart);
  const fileName = `vialog-chart.${format}`;
  if (format === 'svg') return { pieces: [svg], mediaType: 'image/svg+xml', fileName };
  const png = await printer.png({ svg, language: report.language });
  return { pieces: [png], mediaType: 'image/png', fileName };
}

function svgOfChart({ charts, language }: Report, number: number): string {
  const chart = charts[number - 1];
  if (chart) return chartSvg(chart, language);
  const message =
    charts.length === 0
      ? 'The report has no chart.'
      : `Expected a chart from 1 to ${charts.length}, found ${number}.`;
  throw new VialogError('VALIDATION_FAILED', message, { details: [{ path: 'chart', message }] });
}
