import type { HolidayType, SpecialDayKind, SpecialDayName } from '@vialog/contracts';

/** A day of a rule. */
export interface RuleDay {
  /** Local day of the region: days since 1970-01-01. */
  readonly day: number;
  readonly kind: Exclude<SpecialDayKind, 'event'>;
  readonly name: SpecialDayName;
}

export interface HolidayRegion {
  /** Like DE, DE-BY or DE-BY-A. */
  readonly code: string;
  readonly name: string;
  readonly nameZh: string | null;
  /** Whether states or regions of it have other holidays. */
  readonly hasParts: boolean;
}

/** A library of holiday rules. */
export interface HolidayRules {
  /** Countries, or the parts of a country or state, by code; empty for an unknown one. */
  regions(within?: string): readonly HolidayRegion[];
  /** Days of a calendar year, ascending; empty for an unknown region. */
  daysOf(region: string, year: number, types: readonly HolidayType[]): readonly RuleDay[];
}
