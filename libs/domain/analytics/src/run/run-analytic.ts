import {
  isoOf,
  type AnalyticQuery,
  type AnalyticResult,
  type AnalyticSummary,
  type ReportQuery,
  type ReportSeries,
} from '@vialog/contracts';
import {
  assembleReport,
  figureTables,
  findingContext,
  methodEntries,
  type ReportPorts,
} from '@vialog/reports';
import { targetOf } from '@vialog/measuring';
import type { Analytic } from '../catalogue/read-definition.ts';
import { analyses } from '../findings/analyses.ts';
import type { AnalysisContext } from '../findings/finding.ts';
import { textsOf } from '../texts/texts-of.ts';
import { findingCharts } from './finding-charts.ts';
import { prepareRun } from './prepare-run.ts';
import { openPopulation } from './read-population.ts';
import type { Periods } from './requested-periods.ts';

/**
 * Runs an analytic: a report with its question, the result in sentences with its uncertainty, charts, tables and method.
 * Computed from exported rows, as every report. Series are read one at a time; memory holds the
 * hours of one.
 * @throws {VialogError} VALIDATION_FAILED, SITE_NOT_FOUND, CAMERA_NOT_FOUND or ANALYTIC_EMPTY
 */
export async function runAnalytic(
  ports: ReportPorts,
  analytic: Analytic & { readonly summary: AnalyticSummary },
  request: AnalyticQuery,
): Promise<AnalyticResult> {
  const prepared = await prepareRun(ports, analytic, request);
  const { definition, query, periods } = prepared;
  const { series, method } = await openPopulation(ports, prepared);
  const context = contextOf(query, { definition, periods });
  const analysis = analyses[definition.finding](context);
  const figures: ReportSeries[] = [];
  for await (const one of series) {
    analysis.add(one);
    figures.push(one.figures);
  }
  const finding = analysis.finish();
  const finished = await method.finish(ports, { ...query, rules: finding.rules });
  const report = assembleReport(query, {
    window: periods.main,
    figures,
    method: finished,
    createdAt: ports.clock.now(),
    contents: {
      // Zones and lines of which nothing was expected have no series: the report states just that.
      findings: figures.length === 0 ? [] : finding.sentences,
      charts: findingCharts(finding, context),
      tables: [...finding.tables, ...figureTables(query, figures, finished)],
    },
  });
  return { analytic: analytic.summary, compared: comparedOf(periods), method: methodEntries(report), report };
}

const comparedOf = ({ compared }: Periods): AnalyticResult['compared'] =>
  compared ? { from: isoOf(compared.from), to: isoOf(compared.to) } : null;

function contextOf(
  query: ReportQuery,
  { definition, periods }: Pick<AnalysisContext, 'definition' | 'periods'>,
): AnalysisContext {
  const context = findingContext(query);
  const words = textsOf(query.language);
  const unit = context.texts.units[query.measure];
  return { ...context, words, definition, periods, target: targetOf(query), unit };
}
