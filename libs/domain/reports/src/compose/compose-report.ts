import { isoOf, measures, type Report, type ReportMethod, type ReportQuery } from '@vialog/contracts';
import { openReportSource, type ReportSource } from '@vialog/events';
import { coverageOf } from '@vialog/measuring';
import { valueFormat, type ValueFormat } from '../texts/format-values.ts';
import type { ReportTexts } from '../texts/report-texts.ts';
import { textsOf } from '../texts/texts-of.ts';
import { overviewFindings, uncertaintySentences } from './report-findings.ts';
import { overviewCharts } from './report-charts.ts';
import { MethodBuilder, type ReportPorts } from './report-method.ts';
import { overviewTables } from './report-tables.ts';
import { seriesResult, targetOf, type SeriesResult } from './series-figures.ts';

/**
 * A report on a measure over a period: figures, coverage and method as data. Series are read one at a time, so that
 * memory holds the hours of one series only.
 * @throws {VialogError} VALIDATION_FAILED, SITE_NOT_FOUND or CAMERA_NOT_FOUND
 */
export async function composeReport(ports: ReportPorts, query: ReportQuery): Promise<Report> {
  const source = await openReportSource(ports, query);
  const method = new MethodBuilder(source.window);
  const results: SeriesResult[] = [];
  for await (const series of source.series) {
    method.add(series);
    results.push(seriesResult(series, query));
  }
  return reportFrom(query, { source, results, method: await method.finish(ports, query), ports });
}

interface Found {
  readonly source: ReportSource;
  readonly results: readonly SeriesResult[];
  readonly method: ReportMethod;
  readonly ports: ReportPorts;
}

function reportFrom(query: ReportQuery, { source, results, method, ports }: Found): Report {
  const { language, measure, minCoverage } = query;
  const texts = textsOf(language);
  const format = valueFormat(language, texts.units[measure]);
  const { unit } = measures[measure];
  const series = results.map(({ figures }) => figures);
  const findings = { texts, format, measure: texts.measures[measure], minCoverage };
  const expected = series.reduce((sum, one) => sum + one.expected, 0);
  const measured = series.reduce((sum, one) => sum + one.measured, 0);
  return {
    v: 1,
    language,
    title: query.title ?? titleOf(texts, format, { measure: findings.measure, source, method }),
    question: query.question ?? null,
    findings: [...overviewFindings(series, findings), ...uncertaintySentences(series, method, findings)],
    createdAt: isoOf(ports.clock.now()),
    from: isoOf(source.window.from),
    to: isoOf(source.window.to),
    measure,
    unit,
    direction: query.direction,
    classes: query.classes ?? null,
    expected,
    measured,
    coverage: coverageOf({ expected, measured }),
    series,
    charts: overviewCharts(results, {
      texts,
      unit: texts.units[measure],
      target: targetOf(query),
      minCoverage,
    }),
    tables: overviewTables(series, { texts, format, unit, zoneNames: zoneNamesOf(method) }),
    method,
  };
}

function titleOf(
  texts: ReportTexts,
  format: ValueFormat,
  { measure, source, method }: Pick<Found, 'source' | 'method'> & { readonly measure: string },
): string {
  const timeZone = method.timeZones[0]?.timeZone ?? 'UTC';
  const { from, to } = source.window;
  // The period ends before `to`: a period that ends at midnight does not contain the next day.
  const last = Math.max(from, to - 1);
  return texts.title(measure, texts.period(format.day(from, timeZone), format.day(last, timeZone)));
}

const zoneNamesOf = ({ zones }: ReportMethod): ReadonlyMap<string, { camera: string; zone: string }> =>
  new Map(
    zones.map(({ cameraId, zoneId, cameraName, zoneName }) => [
      `${cameraId}/${zoneId}`,
      { camera: cameraName, zone: zoneName },
    ]),
  );
