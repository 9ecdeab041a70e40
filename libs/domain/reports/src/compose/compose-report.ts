import {
  isoOf,
  measures,
  type Report,
  type ReportChart,
  type ReportMethod,
  type ReportQuery,
  type ReportSeries,
  type ReportTable,
} from '@vialog/contracts';
import { checkTarget, openReportSource, type TimeWindow } from '@vialog/events';
import { coverageOf, targetOf } from '@vialog/measuring';
import { valueFormat } from '../texts/format-values.ts';
import { textsOf } from '../texts/texts-of.ts';
import {
  originSentences,
  overviewFindings,
  uncertaintySentences,
  type FindingContext,
} from './report-findings.ts';
import { overviewCharts } from './report-charts.ts';
import { MethodBuilder, type ReportPorts } from './report-method.ts';
import { specialDayTables } from './report-special-days.ts';
import { overviewTables } from './report-tables.ts';
import { seriesResult, summaryOfSeries, type SeriesSummary } from './series-figures.ts';

/**
 * A report on a measure over a period: figures, coverage and method as data. Series are read one at a time, so that
 * memory holds the hours of one series only.
 * @throws {VialogError} VALIDATION_FAILED, SITE_NOT_FOUND or CAMERA_NOT_FOUND
 */
export async function composeReport(ports: ReportPorts, query: ReportQuery): Promise<Report> {
  checkTarget(query);
  const source = await openReportSource(ports, query);
  const method = new MethodBuilder();
  const request = method.request(query, source.window);
  const results: SeriesSummary[] = [];
  for await (const series of source.series) {
    request.add(series);
    results.push(summaryOfSeries(seriesResult(series, query)));
  }
  const figures = results.map((result) => result.figures);
  const found = { window: source.window, figures, method: await method.finish(ports, query) };
  return assembleReport(query, {
    ...found,
    createdAt: ports.clock.now(),
    contents: overviewContents(query, results, found.method),
  });
}

/** What a report says about its series. */
export interface ReportContents {
  readonly findings: readonly string[];
  readonly charts: readonly ReportChart[];
  readonly tables: readonly ReportTable[];
}

export interface ReportFacts {
  readonly window: TimeWindow;
  readonly figures: readonly ReportSeries[];
  readonly method: ReportMethod;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly contents: ReportContents;
}

/** The document of a report: what was found, with the coverage of all its series and its uncertainty. */
export function assembleReport(
  query: ReportQuery,
  { window, figures, method, createdAt, contents }: ReportFacts,
): Report {
  const { language, measure } = query;
  const context = findingContext(query);
  const expected = figures.reduce((sum, one) => sum + one.expected, 0);
  const measured = figures.reduce((sum, one) => sum + one.measured, 0);
  return {
    v: 1,
    language,
    title: query.title ?? titleOf(context, window, method),
    question: query.question ?? null,
    findings: [
      ...originSentences(method, context),
      ...contents.findings,
      ...uncertaintySentences(figures, method, context),
    ],
    createdAt: isoOf(createdAt),
    from: isoOf(window.from),
    to: isoOf(window.to),
    measure,
    unit: measures[measure].unit,
    direction: query.direction,
    classes: query.classes ?? null,
    expected,
    measured,
    coverage: coverageOf({ expected, measured }),
    series: [...figures],
    charts: [...contents.charts],
    tables: [...contents.tables],
    method,
  };
}

/** Words and formats of the findings of a report. */
export function findingContext({ language, measure, minCoverage }: ReportQuery): FindingContext {
  const texts = textsOf(language);
  return {
    texts,
    format: valueFormat(language, texts.units[measure]),
    measure: texts.measures[measure],
    peak: measure === 'free' ? texts.findings.mostFree : texts.findings.peak,
    minCoverage,
  };
}

/** Findings, charts and tables of a report without a question of the catalogue. */
function overviewContents(
  query: ReportQuery,
  results: readonly SeriesSummary[],
  method: Pick<ReportMethod, 'zones' | 'specialDays'>,
): ReportContents {
  const { measure, minCoverage } = query;
  const context = findingContext(query);
  const { texts } = context;
  const figures = results.map((result) => result.figures);
  return {
    findings: overviewFindings(figures, context),
    charts: overviewCharts(results, {
      texts,
      unit: texts.units[measure],
      target: targetOf(query),
      minCoverage,
    }),
    tables: figureTables(query, figures, method),
  };
}

/** Tables of the figures of all series, of their coverage, changes and special days. */
export function figureTables(
  query: ReportQuery,
  figures: readonly ReportSeries[],
  method: Pick<ReportMethod, 'zones' | 'specialDays'>,
): ReportTable[] {
  const { texts, format } = findingContext(query);
  const { unit } = measures[query.measure];
  return [
    ...overviewTables(figures, { texts, format, unit, zoneNames: zoneNamesOf(method) }),
    ...specialDayTables(method.specialDays, texts),
  ];
}

function titleOf(
  { texts, format, measure }: FindingContext,
  { from, to }: TimeWindow,
  method: ReportMethod,
): string {
  const timeZone = method.timeZones[0]?.timeZone ?? 'UTC';
  // The period ends before `to`: a period that ends at midnight does not contain the next day.
  const last = Math.max(from, to - 1);
  return texts.title(measure, texts.period(format.day(from, timeZone), format.day(last, timeZone)));
}

/** Names of cameras and zones by `cameraId/zoneId`. */
export const zoneNamesOf = ({
  zones,
}: Pick<ReportMethod, 'zones'>): ReadonlyMap<string, { camera: string; zone: string }> =>
  new Map(
    zones.map(({ cameraId, zoneId, cameraName, zoneName }) => [
      `${cameraId}/${zoneId}`,
      { camera: cameraName, zone: zoneName },
    ]),
  );
