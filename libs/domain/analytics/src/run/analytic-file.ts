import {
  isoOf,
  type AnalyticFileQuery,
  type AnalyticSummary,
  type ReportFormat,
  type ReportQuery,
  type TrendExportQuery,
} from '@vialog/contracts';
import { exportTrends, type EventPorts, type TrendRow } from '@vialog/events';
import { documentFile, trendFile, type ReportFile, type ReportFilePorts } from '@vialog/reports';
import type { Analytic } from '../catalogue/read-definition.ts';
import { textsOf } from '../texts/texts-of.ts';
import { prepareRun } from './prepare-run.ts';
import { exportRequests } from './read-population.ts';
import { runAnalytic } from './run-analytic.ts';

type RowFormat = Extract<ReportFormat, 'csv' | 'ndjson' | 'parquet'>;

const isRowFormat = (format: ReportFormat): format is RowFormat =>
  format === 'csv' || format === 'ndjson' || format === 'parquet';

/**
 * The result of an analytic as a file: as a report, or the hours on which it is based, those of each request one after the
 * other. The hours are written while they are read, and nothing is computed from them.
 * @throws {VialogError} the errors of `runAnalytic`
 */
export async function analyticFile(
  ports: ReportFilePorts,
  analytic: Analytic & { readonly summary: AnalyticSummary },
  { format, ...query }: AnalyticFileQuery,
): Promise<ReportFile> {
  if (isRowFormat(format)) return hoursFile(ports, analytic, { ...query, format });
  const { report } = await runAnalytic(ports, analytic, query);
  return { ...(await documentFile(ports, report, format)), fileName: fileNameOf(analytic, report, format) };
}

async function hoursFile(
  ports: ReportFilePorts,
  analytic: Analytic,
  { format, ...request }: AnalyticFileQuery & { readonly format: RowFormat },
): Promise<ReportFile> {
  const prepared = await prepareRun(ports, analytic, request);
  const requests = await exportRequests(ports, prepared);
  const { query, periods } = prepared;
  const rows = rowsOf(
    ports,
    requests.map((one) => ({ ...one, format })),
    query.language,
  );
  const period = { from: isoOf(periods.main.from), to: isoOf(periods.main.to) };
  const file = trendFile(rows, { format, measure: query.measure, interval: '1h' });
  return { ...file, fileName: fileNameOf(analytic, period, format) };
}

const fileNameOf = (
  { id }: Pick<Analytic, 'id'>,
  { from, to }: { readonly from: string; readonly to: string },
  format: ReportFormat,
): string => `vialog-${id}-${from.slice(0, 10)}-${to.slice(0, 10)}.${format}`;

/** Rows of the requests; those of a direction have it in their name, if there are both. */
async function* rowsOf(
  ports: EventPorts,
  queries: readonly TrendExportQuery[],
  language: ReportQuery['language'],
): AsyncGenerator<readonly TrendRow[]> {
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
