import type { HolidayTreatment } from '@vialog/contracts';
import { rangeOf, selectionParams, type TimeRange, type TrendSelection } from './trends.ts';

export type DataFormat = 'csv' | 'xlsx' | 'parquet' | 'ndjson';
export type ChartFormat = 'svg' | 'png';
export type ReportFormat = 'html' | 'pdf' | 'xlsx';

export interface ReportRules {
  readonly language: 'en' | 'zh';
  readonly minCoverage: number;
  readonly holidays: HolidayTreatment;
  /** In the unit of the measure; undefined: that of the server. */
  readonly target: number | undefined;
}

/** Address of the values of the selected series as a file. */
export const dataAddress = (
  selection: TrendSelection,
  range: TimeRange & { readonly interval: string },
  format: DataFormat,
): string => addressOf('/v1/trends/export', selection, range, { interval: range.interval, format });

/** Address of a report on the selected series as a file. */
export const reportAddress = (
  selection: TrendSelection,
  range: TimeRange & ReportRules,
  format: ReportFormat,
): string => addressOf('/v1/reports/file', selection, range, { ...rulesOf(range), format });

/** Address of the first chart of a report. */
export const chartAddress = (
  selection: TrendSelection,
  range: TimeRange & ReportRules,
  format: ChartFormat,
): string => addressOf('/v1/reports/chart', selection, range, { ...rulesOf(range), format });

const rulesOf = ({ language, ...rules }: ReportRules): Record<string, string> => ({
  language,
  ...figureRulesOf(rules),
});

const figureRulesOf = ({
  minCoverage,
  holidays,
  target,
}: Omit<ReportRules, 'language'>): Record<string, string> => ({
  minCoverage: String(minCoverage),
  holidays,
  ...(target === undefined ? {} : { target: String(target) }),
});

/** Parameters of a scheduled report on the selected series; the schedule sets period and language. */
export const scheduleParameters = (
  selection: TrendSelection,
  rules: Omit<ReportRules, 'language'>,
): Record<string, string> => ({
  ...Object.fromEntries(selectedPairs(selection)),
  ...figureRulesOf(rules),
});

function selectedPairs(selection: TrendSelection): readonly (readonly [name: string, value: string])[] {
  const zone = onlyZone(selection);
  return [
    ...selectionParams(selection).filter(([name]) => name !== 'limit'),
    ...(zone === undefined ? [] : [['zone', zone] as const]),
  ];
}

function addressOf(
  path: string,
  selection: TrendSelection,
  range: TimeRange,
  rest: Readonly<Record<string, string>>,
): string {
  const pairs = [...selectedPairs(selection), ...rangeOf(range), ...Object.entries(rest)];
  return `${path}?${new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString()}`;
}

/** The zone of the selection if only zones with one id are selected. */
function onlyZone({ keys }: TrendSelection): string | undefined {
  const zones = new Set(keys.map((key) => (key.startsWith('group:') ? undefined : key.split('/')[1])));
  return zones.size === 1 ? [...zones][0] : undefined;
}

/** Files have all zones of a selected camera, unless only zones with one id are selected. */
export const hasAllZones = (selection: TrendSelection): boolean =>
  selection.keys.some((key) => !key.startsWith('group:') && key.includes('/')) &&
  onlyZone(selection) === undefined;
