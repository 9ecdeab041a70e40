import type { FlowDirection } from '@vialog/contracts';

/** Everything that results say, in one language. Values are formatted already. */
export interface AnalyticTexts {
  readonly directions: Readonly<Record<Exclude<FlowDirection, 'both'>, string>>;
  /** Name of a series of one direction. */
  readonly directed: (name: string, direction: string) => string;
  readonly list: (items: readonly string[]) => string;
  /** A name with its figure. */
  readonly item: (name: string, figure: string) => string;
  /** Difference of two ratios, in percentage points. */
  readonly points: string;
  readonly days: string;
  readonly unmeasured: (names: string) => string;
  readonly more: (count: number) => string;
  readonly peak: {
    readonly one: (facts: PeakFacts) => string;
    readonly many: (count: number, items: string) => string;
    readonly item: (facts: { name: string; weekday: string; hour: string; median: string }) => string;
    readonly bars: string;
    readonly table: string;
    readonly rule: string;
  };
  readonly target: {
    readonly reached: (facts: TargetFacts) => string;
    readonly never: (facts: { name: string; target: string; days: number; undecided: number }) => string;
    readonly many: (facts: { count: number; of: number; target: string; items: string }) => string;
    readonly bars: (target: string) => string;
    readonly table: string;
    readonly weekdays: string;
    readonly rule: string;
  };
  readonly spare: {
    readonly found: (facts: SpareFacts & { items: string }) => string;
    readonly none: (facts: SpareFacts) => string;
    readonly uncertain: (items: string) => string;
    readonly upTo: (share: string) => string;
    readonly bars: (target: string) => string;
    readonly table: string;
    readonly rule: string;
  };
  readonly merge: {
    readonly found: (facts: MergeFacts) => string;
    readonly none: (facts: { count: number; distance: string; target: string; share: string }) => string;
    readonly noCapacity: (names: string) => string;
    /** Only one lot can be compared. */
    readonly single: (name: string) => string;
    readonly pair: (keep: string, close: string) => string;
    readonly bars: string;
    readonly table: string;
    readonly rule: (facts: { target: string; share: string; distance: string }) => string;
  };
  readonly change: {
    readonly moved: (facts: ChangeFacts & { isHigher: boolean }) => string;
    readonly unclear: (facts: ChangeFacts) => string;
    readonly tooLittle: (facts: { name: string; needed: number; before: number; after: number }) => string;
    readonly many: (facts: { higher: number; lower: number; unclear: number; tooLittle: number }) => string;
    readonly strongest: (items: string) => string;
    readonly verdicts: Readonly<Record<'higher' | 'lower' | 'no_clear_change' | 'too_little', string>>;
    readonly mark: string;
    /** Name of the line of a series a year before. */
    readonly yearBefore: (name: string) => string;
    readonly bars: string;
    readonly table: string;
    readonly rule: string;
    readonly cause: string;
  };
  readonly week: {
    readonly one: (facts: WeekFacts) => string;
    readonly tooLittle: (name: string, needed: number) => string;
    readonly many: (facts: { higher: number; lower: number; usual: number }) => string;
    readonly verdicts: Readonly<Record<'higher' | 'lower' | 'usual', string>>;
    readonly bars: string;
    readonly table: string;
    readonly rule: string;
  };
  readonly unusual: {
    readonly found: (count: number, judged: number, items: string) => string;
    readonly none: (judged: number) => string;
    readonly item: (facts: {
      name: string;
      day: string;
      value: string;
      usual: string;
      score: string;
    }) => string;
    readonly chance: string;
    readonly noBaseline: (days: number) => string;
    readonly bars: string;
    readonly table: string;
    readonly rule: (threshold: string) => string;
  };
  readonly coverage: {
    readonly found: (facts: { count: number; of: number; minCoverage: string; items: string }) => string;
    readonly none: (of: number, minCoverage: string) => string;
    readonly bars: string;
    readonly table: string;
    readonly rule: string;
  };
  readonly columns: Readonly<Record<Column, string>>;
}

export interface PeakFacts {
  readonly name: string;
  readonly weekday: string;
  readonly hour: string;
  readonly median: string;
  readonly p15: string;
  readonly p85: string;
  readonly hours: number;
}

export interface TargetFacts {
  readonly name: string;
  readonly target: string;
  readonly reached: number;
  readonly days: number;
  readonly undecided: number;
  readonly weekday: string;
  readonly weekdayReached: number;
  readonly weekdayDays: number;
  /** Null if the first hour of no day is known. */
  readonly halfBy: string | null;
}

export interface SpareFacts {
  readonly count: number;
  readonly of: number;
  readonly target: string;
  readonly share: string;
}

export interface MergeFacts {
  readonly keep: string;
  readonly close: string;
  readonly capacity: number;
  readonly share: string;
  readonly hours: number;
  readonly target: string;
  readonly distance: string;
}

export interface ChangeFacts {
  readonly measure: string;
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** Without a sign if the direction is in the sentence. */
  readonly difference: string;
  readonly relative: string | null;
  readonly low: string;
  readonly high: string;
  /** Null if the days do not vary. */
  readonly effectSize: string | null;
  readonly daysBefore: number;
  readonly daysAfter: number;
}

export interface WeekFacts {
  readonly name: string;
  readonly value: string;
  readonly usual: string;
  readonly low: string;
  readonly high: string;
  readonly lowerThan: number;
  readonly higherThan: number;
  readonly periods: number;
  readonly verdict: 'higher' | 'lower' | 'usual';
}

export type Column =
  | 'rank'
  | 'weekday'
  | 'hour'
  | 'days'
  | 'reached'
  | 'undecided'
  | 'halfBy'
  | 'share'
  | 'lowShare'
  | 'highShare'
  | 'keep'
  | 'close'
  | 'capacity'
  | 'distance'
  | 'highestFill'
  | 'before'
  | 'after'
  | 'difference'
  | 'low'
  | 'high'
  | 'effectSize'
  | 'verdict'
  | 'daysBefore'
  | 'daysAfter'
  | 'value'
  | 'usual'
  | 'usualLow'
  | 'usualHigh'
  | 'higherThan'
  | 'periods'
  | 'date'
  | 'score'
  | 'mainReason';
