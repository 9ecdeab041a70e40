import { reportQuery, type AnalyticQuery, type ReportQuery } from '@vialog/contracts';
import { checkTarget } from '@vialog/events';
import type { ReportPorts } from '@vialog/reports';
import type { AnalyticDefinition } from '../catalogue/analytic-definition.ts';
import type { Analytic } from '../catalogue/read-definition.ts';
import { textsOf } from '../texts/texts-of.ts';
import { namesOf, populationParts } from './population.ts';
import type { PopulationRequest } from './read-population.ts';
import { requestedPeriods } from './requested-periods.ts';

/** What a run reads, and how its finding is computed. */
export interface PreparedRun extends PopulationRequest {
  readonly definition: AnalyticDefinition;
}

/**
 * Everything that a run reads: the series of the population over the periods.
 * @throws {VialogError} VALIDATION_FAILED, SITE_NOT_FOUND, CAMERA_NOT_FOUND or ANALYTIC_EMPTY
 */
export async function prepareRun(
  ports: ReportPorts,
  { definition }: Analytic,
  request: AnalyticQuery,
): Promise<PreparedRun> {
  const parts = await populationParts(ports, definition.population, request);
  const query = reportQueryOf(definition, request);
  checkTarget(query);
  const source = { ...query, ...namesOf(parts[0]) };
  const periods = await requestedPeriods(ports, definition, { query: request, source });
  return { definition, query, parts, periods, words: textsOf(request.language) };
}

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
