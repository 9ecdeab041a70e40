import type { SpecialDay } from '@vialog/contracts';

/** A place whose special days are wanted. */
export interface Place {
  readonly timeZone: string;
  /** Sites of the place; calendars of at least one of them apply. Empty: only calendars of all sites. */
  readonly sites: readonly string[];
}

export interface DayRange {
  /** First and last local day: days since 1970-01-01. */
  readonly from: number;
  readonly to: number;
}

/** Special days of a place, by day, then by kind and name. */
export type SpecialDaysOfPlace = (place: Place) => readonly SpecialDay[];

/** Reads special days of the years 1970 to 2100; there are none in other years. */
export interface SpecialDayReader {
  /** Reads the calendars once; the days of each place are computed from them. */
  between(range: DayRange): Promise<SpecialDaysOfPlace>;
}

/** Reader of an installation without calendars. */
export const noSpecialDays: SpecialDayReader = { between: () => Promise.resolve(() => []) };
