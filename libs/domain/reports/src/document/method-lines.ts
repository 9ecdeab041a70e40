import type { Report, ReportMethod } from '@vialog/contracts';
import { valueFormat, type ValueFormat } from '../texts/format-values.ts';
import type { ReportTexts } from '../texts/report-texts.ts';
import { textsOf } from '../texts/texts-of.ts';

/** One entry of the method block. */
export interface MethodEntry {
  readonly term: string;
  readonly lines: string[];
}

/** Zones that a document lists; the JSON form has all of them. */
const maxZones = 60;
const maxDays = 60;

/** The method of a report in words, in its language. Documents print these entries in their order. */
export function methodEntries(report: Report): MethodEntry[] {
  const texts = textsOf(report.language);
  const { method: words, page } = texts;
  const { method } = report;
  const format = valueFormat(report.language, texts.units[report.measure]);
  const excluded = { term: words.excluded, lines: [method.excludedDays.join(', ')] };
  return [
    { term: words.measure, lines: [`${texts.measures[report.measure]} (${texts.units[report.measure]})`] },
    { term: words.classes, lines: [report.classes?.join(', ') ?? words.allClasses] },
    { term: page.period, lines: [`${report.from} – ${report.to} (UTC)`] },
    { term: words.hours, lines: [words.hoursRule(format.percent(method.minCoverage))] },
    ...(method.rules.length === 0 ? [] : [{ term: words.rules, lines: method.rules }]),
    ...(method.excludedDays.length === 0 ? [] : [excluded]),
    { term: words.holidays, lines: holidayLines(method, texts) },
    { term: words.timeZones, lines: timeZoneLines(method, texts) },
    { term: words.zones, lines: zoneLines(method, texts) },
    { term: words.origins, lines: [method.origins.map((origin) => words.origin[origin]).join(', ')] },
    { term: words.models, lines: method.models.map((model) => modelLine(model, texts, format)) },
    ...(method.comparisons.length === 0 ? [] : [{ term: words.comparisons, lines: comparisonLines(report) }]),
    { term: words.gaps, lines: [gapLine(report, texts, format)] },
    { term: words.suppression, lines: [words.noSuppression] },
    { term: words.data, lines: dataLines(method, texts) },
    { term: words.software, lines: [`${method.software.name} ${method.software.version}`] },
  ];
}

const dataLines = (method: ReportMethod, { method: words }: ReportTexts): string[] =>
  [method, ...method.further].flatMap(({ query, rows, sha256 }) => [query, `${words.rows(rows)} ${sha256}`]);

/** What was done with holidays, and the days that were left out with their names. */
function holidayLines({ holidays, specialDays }: ReportMethod, { method, tables }: ReportTexts): string[] {
  if (specialDays.length === 0) return [method.noSpecialDays];
  const days = specialDays.map(({ date, kind, name, leftOut }) => {
    const what = leftOut
      ? `${tables.specialDayKinds[kind]}, ${method.dayLeftOut}`
      : tables.specialDayKinds[kind];
    return `${date} ${name} (${what})`;
  });
  const shown = days.slice(0, maxDays);
  const more = days.length > maxDays ? [method.more(days.length - maxDays)] : [];
  return [method.holidayRules[holidays], ...shown, ...more];
}

const timeZoneLines = ({ timeZones }: ReportMethod, { method }: ReportTexts): string[] =>
  timeZones.flatMap(({ timeZone, changes }) =>
    changes.length === 0
      ? [method.noClockChange(timeZone)]
      : changes.map(({ changedAt, before, after }) =>
          method.clockChange({ timeZone, at: changedAt, before, after }),
        ),
  );

function zoneLines({ zones }: ReportMethod, { method }: ReportTexts): string[] {
  const lines = zones.slice(0, maxZones).map((zone) => {
    const { cameraName, zoneName, cameraId, zoneId, version, validFromAt, validUntilAt, geometry } = zone;
    const facts = { version, from: validFromAt, until: validUntilAt, geometry: geometry.slice(0, 12) };
    return `${cameraName} · ${zoneName} (${cameraId}/${zoneId}): ${method.zone(facts)}, ${zone.modelId}`;
  });
  return zones.length > maxZones ? [...lines, method.more(zones.length - maxZones)] : lines;
}

function modelLine(
  { modelId, name, version, sha256, evaluation, handCounts }: ReportMethod['models'][number],
  { method }: ReportTexts,
  format: ValueFormat,
): string {
  const known =
    version === null || sha256 === null
      ? method.modelUnknown
      : method.model({ version, sha256: sha256.slice(0, 12) });
  const figures = evaluation.map(({ set, metric, value }) => `${set}: ${metric} ${value}`);
  const error =
    handCounts === null || handCounts.errorPercent === null
      ? method.noError
      : method.error({ ...handCounts, percent: format.signedPercent(handCounts.errorPercent) });
  return [`${name ?? modelId} (${modelId}): ${known}`, ...figures, error].join('; ');
}

function comparisonLines({ language, measure, method }: Report): string[] {
  const texts = textsOf(language);
  const format = valueFormat(language, texts.units[measure]);
  const percent = (value: number | null) => (value === null ? undefined : format.signedPercent(value));
  return method.comparisons.map((one) =>
    texts.method.compared({
      name: one.name,
      counter: one.counter,
      measure: `${texts.measures[one.measure]}${texts.method.onlyDirection[one.direction]}`,
      percent: percent(one.errorPercent),
      low: percent(one.lowPercent),
      high: percent(one.highPercent),
      pairs: one.pairs,
      days: one.days,
      from: one.startAt,
      to: one.endAt,
    }),
  );
}

function gapLine({ series }: Report, { method, reasons }: ReportTexts, format: ValueFormat): string {
  const slots = new Map<keyof ReportTexts['reasons'], number>();
  for (const { reason, slots: count } of series.flatMap(({ gaps }) => gaps))
    slots.set(reason, (slots.get(reason) ?? 0) + count);
  if (slots.size === 0) return method.noGaps;
  return [...slots]
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${reasons[reason]} ${format.count(count)}`)
    .join(', ');
}
