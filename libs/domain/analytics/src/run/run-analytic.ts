import {
  isoOf,
  reportQuery,
  type AnalyticQuery,
  type AnalyticResult,
  type AnalyticSummary,
  type ReportQuery,
} from '@vialog/contracts';
import {
  assembleReport,
  findingContext,
  methodEntries,
  overviewContents,
  targetOf,
  type ReportPorts,
} from '@vialog/reports';
import type { Analytic } from '../catalogue/read-definition.ts';
import { analyses } from '../findings/analyses.ts';
import type { AnalysisContext } from '../findings/finding.ts';
import { textsOf } from '../texts/texts-of.ts';
import { findingCharts } from './finding-charts.ts';
import { namesOf, populationParts } from './population.ts';
import { readPopulation } from './read-population.ts';
import { requestedPeriods, type Periods } from './requested-periods.ts';

/**
 * Runs an analytic: a report with its question, the result in sentences with its uncertainty, charts, tables and method.
 * Computed from exported rows, as every report.
 * @throws {VialogError} VALIDATION_FAILED, SITE_NOT_FOUND, CAMERA_NOT_FOUND or ANALYTIC_EMPTY
 */
export async function runAnalytic(
  ports: ReportPorts,
  { definition, summary }: Analytic & { readonly summary: AnalyticSummary },
  request: AnalyticQuery,
): Promise<AnalyticResult> {
  const parts = await populationParts(ports, definition.population, request);
  const query = reportQueryOf(definition, request);
  const source = { ...query, ...namesOf(parts[0]) };
  const periods = await requestedPeriods(ports, definition, { query: request, source });
  const words = textsOf(request.language);
  const { series, method } = await readPopulation(ports, { definition, query, parts, periods, words });
  const context = contextOf(query, { definition, periods });
  const finding = analyses[definition.finding](series, context);
  const finished = await method.finish(ports, { ...query, rules: finding.rules });
  const overview = overviewContents(query, series, finished);
  const report = assembleReport(query, {
    window: periods.main,
    figures: series.map(({ figures }) => figures),
    method: finished,
    createdAt: ports.clock.now(),
    contents: {
      // Zones and lines of which nothing was expected have no series: the report states just that.
      findings: series.length === 0 ? [] : finding.sentences,
      charts: findingCharts(finding, context),
      tables: [...finding.tables, ...overview.tables],
    },
  });
  return { analytic: summary, compared: comparedOf(periods), method: methodEntries(report), report };
}

const comparedOf = ({ compared }: Periods): AnalyticResult['compared'] =>
  compared ? { from: isoOf(compared.from), to: isoOf(compared.to) } : null;

/** Request for a report on the measure of the definition; the parts of the population name the series. */
function reportQueryOf(definition: Analytic['definition'], request: AnalyticQuery): ReportQuery {
  const { measure, classes, direction, question, target, minCoverage } = definition;
  const { language, zone, origin, holidays, excludeDays } = request;
  return {
    ...reportQuery.parse({ measure }),
    language,
    question: question[language],
    classes,
    direction: direction === 'each' ? 'both' : direction,
    zone,
    origin,
    holidays,
    excludeDays,
    target: request.target ?? target,
    minCoverage: request.minCoverage ?? minCoverage,
  };
}

function contextOf(
  query: ReportQuery,
  { definition, periods }: Pick<AnalysisContext, 'definition' | 'periods'>,
): AnalysisContext {
  const context = findingContext(query);
  const words = textsOf(query.language);
  const unit = context.texts.units[query.measure];
  return { ...context, words, definition, periods, target: targetOf(query), unit };
}
