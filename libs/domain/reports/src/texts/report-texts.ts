import type {
  FlowDirection,
  HolidayTreatment,
  Measure,
  ReportLanguage,
  ReportMethod,
  ReportSeries,
  SpecialDayKind,
  SeriesChange,
  TrendReason,
} from '@vialog/contracts';

type MeasuredMeasure = Exclude<Measure, 'estimate'>;

/** Everything that a report says, in one language. Values are formatted already. */
export interface ReportTexts {
  readonly language: ReportLanguage;
  readonly locale: string;
  readonly measures: Readonly<Record<MeasuredMeasure, string>>;
  readonly units: Readonly<Record<MeasuredMeasure, string>>;
  readonly reasons: Readonly<Record<TrendReason, string>>;
  readonly changes: Readonly<Record<SeriesChange['what'][number], string>>;
  /** Monday to Sunday. */
  readonly weekdays: readonly string[];
  readonly title: (measure: string, period: string) => string;
  readonly period: (from: string, to: string) => string;
  readonly findings: {
    readonly figures: (facts: SeriesFacts) => string;
    readonly peak: (facts: PeakFacts) => string;
    /** The peak hour of free spaces: when most are free. */
    readonly mostFree: (facts: PeakFacts) => string;
    readonly above: (facts: AboveFacts) => string;
    readonly nothing: (name: string) => string;
    readonly ranking: (facts: RankingFacts) => string;
    readonly coverage: (facts: CoverageFacts) => string;
    /** Instead of the coverage when no slot of any series was expected. */
    readonly notExpected: string;
    readonly changed: (count: number) => string;
    readonly holidaysLeftOut: (days: number) => string;
    readonly onlyHolidays: string;
    readonly simulated: string;
    readonly partlySimulated: string;
    readonly error: (facts: { counts: number; truth: number; percent: string }) => string;
    /** `low` and `high`: the lowest and the highest error of `count` comparisons. */
    readonly compared: (facts: { count: number; low: string; high: string }) => string;
    readonly noError: string;
  };
  readonly charts: {
    readonly days: string;
    readonly week: (name: string) => string;
    readonly bars: string;
    readonly coverage: string;
    readonly target: string;
    readonly legend: (minCoverage: string) => string;
    readonly specialDays: string;
  };
  readonly tables: {
    readonly figures: string;
    readonly coverage: string;
    readonly changes: string;
    readonly specialDays: string;
    readonly specialDayKinds: Readonly<Record<SpecialDayKind, string>>;
    readonly yes: string;
    readonly no: string;
    readonly columns: Readonly<Record<TableColumn, string>>;
  };
  readonly page: Readonly<Record<PageLabel, string>>;
  readonly method: MethodTexts;
}

export interface SeriesFacts {
  readonly measure: string;
  readonly name: string;
  readonly mean: string;
  readonly p15: string;
  readonly p85: string;
  readonly highest: string;
  readonly highestAt: string;
}

export interface PeakFacts {
  readonly name: string;
  readonly weekday: string;
  readonly hour: string;
  readonly value: string;
}

export interface AboveFacts {
  readonly name: string;
  readonly target: string;
  readonly hours: number;
  readonly share: string;
  readonly days: number;
}

export interface RankingFacts {
  readonly measure: string;
  readonly count: number;
  readonly highest: string;
  readonly highestValue: string;
  readonly lowest: string;
  readonly lowestValue: string;
}

export interface CoverageFacts {
  readonly coverage: string;
  readonly hours: number;
  readonly leftOut: number;
  readonly minCoverage: string;
}

export type TableColumn =
  | 'series'
  | 'mean'
  | 'median'
  | 'p15'
  | 'p85'
  | 'highest'
  | 'highestAt'
  | 'hours'
  | 'leftOut'
  | 'coverage'
  | 'expected'
  | 'measured'
  | 'missing'
  | 'reasons'
  | 'changedAt'
  | 'camera'
  | 'zone'
  | 'what'
  | 'day'
  | 'kind'
  | 'dayName'
  | 'dayLeftOut'
  | 'aboveHours'
  | 'aboveShare';

export type PageLabel = 'question' | 'findings' | 'figures' | 'method' | 'created' | 'period' | 'noValue';

export interface MethodTexts {
  readonly measure: string;
  readonly hours: string;
  readonly hoursRule: (minCoverage: string) => string;
  readonly rules: string;
  readonly excluded: string;
  readonly holidays: string;
  readonly holidayRules: Readonly<Record<HolidayTreatment, string>>;
  readonly noSpecialDays: string;
  readonly dayLeftOut: string;
  readonly timeZones: string;
  readonly noClockChange: (timeZone: string) => string;
  readonly clockChange: (facts: { timeZone: string; at: string; before: string; after: string }) => string;
  readonly zones: string;
  readonly zone: (facts: { version: number; from: string; until: string | null; geometry: string }) => string;
  readonly origins: string;
  readonly origin: Readonly<Record<ReportMethod['origins'][number], string>>;
  readonly models: string;
  readonly model: (facts: { version: string; sha256: string }) => string;
  readonly modelUnknown: string;
  readonly error: (facts: { counts: number; truth: number; percent: string }) => string;
  readonly noError: string;
  readonly comparisons: string;
  /** Added to a measure that was compared in one direction. */
  readonly onlyDirection: Readonly<Record<FlowDirection, string>>;
  readonly compared: (facts: ComparedFacts) => string;
  readonly suppression: string;
  readonly noSuppression: string;
  readonly gaps: string;
  readonly noGaps: string;
  readonly data: string;
  readonly rows: (rows: number) => string;
  readonly software: string;
  readonly classes: string;
  readonly allClasses: string;
  readonly more: (count: number) => string;
}

/** `percent`, `low`, `high`: the error and its 95 % confidence interval; undefined if the counter counted nothing. */
export interface ComparedFacts {
  readonly name: string;
  readonly counter: string;
  readonly measure: string;
  readonly percent: string | undefined;
  readonly low: string | undefined;
  readonly high: string | undefined;
  readonly pairs: number;
  readonly days: number;
  readonly from: string;
  readonly to: string;
}

/** Names of changes of a series, joined. */
export const changeText = (what: ReportSeries['changes'][number]['what'], { changes }: ReportTexts): string =>
  what.map((one) => changes[one]).join(', ');
