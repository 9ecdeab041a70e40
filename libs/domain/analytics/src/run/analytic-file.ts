import {
  trendExportQuery,
  type AnalyticFileQuery,
  type AnalyticSummary,
  type Report,
  type ReportFormat,
} from '@vialog/contracts';
import { exportTrends, type EventPorts, type TrendRow } from '@vialog/events';
import { documentFile, trendFile, type ReportFile, type ReportFilePorts } from '@vialog/reports';
import type { Analytic } from '../catalogue/read-definition.ts';
import { textsOf } from '../texts/texts-of.ts';
import { runAnalytic } from './run-analytic.ts';

type RowFormat = Extract<ReportFormat, 'csv' | 'ndjson' | 'parquet'>;

const isRowFormat = (format: ReportFormat): format is RowFormat =>
  format === 'csv' || format === 'ndjson' || format === 'parquet';

/**
 * The result of an analytic as a file: as a report, or the hours on which it is based, those of each request one after the
 * other.
 * @throws {VialogError} the errors of `runAnalytic`
 */
export async function analyticFile(
  ports: ReportFilePorts,
  analytic: Analytic & { readonly summary: AnalyticSummary },
  { format, ...query }: AnalyticFileQuery,
): Promise<ReportFile> {
  const { report } = await runAnalytic(ports, analytic, query);
  const file = isRowFormat(format)
    ? rowsFile(ports, report, format)
    : await documentFile(ports, report, format);
  const [from, to] = [report.from.slice(0, 10), report.to.slice(0, 10)];
  return { ...file, fileName: `vialog-${analytic.id}-${from}-${to}.${format}` };
}

function rowsFile(ports: EventPorts, report: Report, format: RowFormat): Omit<ReportFile, 'fileName'> {
  return trendFile(rowsOf(ports, report), { format, measure: report.measure, interval: '1h' });
}

/** Rows of every request of the method; those of a direction have it in their name, if there are both. */
async function* rowsOf(ports: EventPorts, { method, language }: Report): AsyncGenerator<readonly TrendRow[]> {
  const queries = [method, ...method.further].map(({ query }) => exportQueryOf(query));
  const hasDirections = new Set(queries.map(({ direction }) => direction)).size > 1;
  const { directed, directions } = textsOf(language);
  for (const query of queries) {
    const direction = hasDirections && query.direction !== 'both' ? directions[query.direction] : undefined;
    for await (const rows of await exportTrends(ports, query))
      yield direction === undefined
        ? rows
        : rows.map((row) => ({ ...row, name: directed(row.name, direction) }));
  }
}

const exportQueryOf = (path: string) =>
  trendExportQuery.parse(Object.fromEntries(new URL(path, 'http://localhost').searchParams));
