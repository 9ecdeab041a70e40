/** A figure of one local hour, with how completely it was measured. */
export interface HourValue {
  /** Start of the hour, epoch ms. */
  readonly start: number;
  /** Local day: days since 1970-01-01. */
  readonly day: number;
  /** ISO weekday of the local day, 1 Monday … 7 Sunday. */
  readonly weekday: number;
  /** Local hour of the day, 0..23. */
  readonly hour: number;
  /** The figure; null if no slot was measured. */
  readonly value: number | null;
  /** Expected and measured slots, number. */
  readonly expected: number;
  readonly measured: number;
}

/** An hour that was measured well enough to be used. */
export type UsableHour = HourValue & { readonly value: number };

/** Hours as a statistic uses them: those measured too little are left out and counted. */
export interface HoursByCoverage {
  readonly used: readonly UsableHour[];
  readonly leftOut: number;
  /** Slots of all expected hours, number. */
  readonly expected: number;
  readonly measured: number;
}

/**
 * Separates the hours whose coverage reaches `minCoverage` (ratio) from those that are left out. Hours without expected
 * slots (the camera was paused or did not exist) are neither.
 */
export function splitByCoverage(hours: readonly HourValue[], minCoverage: number): HoursByCoverage {
  const expectedHours = hours.filter(({ expected }) => expected > 0);
  const used = expectedHours.filter(
    (hour): hour is UsableHour => hour.value !== null && hour.measured / hour.expected >= minCoverage,
  );
  return {
    used,
    leftOut: expectedHours.length - used.length,
    expected: expectedHours.reduce((sum, { expected }) => sum + expected, 0),
    measured: expectedHours.reduce((sum, { measured }) => sum + measured, 0),
  };
}

/** Key of a cell of the week: 0 is Monday 00:00–01:00, 167 Sunday 23:00–24:00. */
export const cellOf = ({ weekday, hour }: Pick<HourValue, 'weekday' | 'hour'>): number =>
  (weekday - 1) * 24 + hour;
