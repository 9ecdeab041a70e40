import {
  cellOf,
  splitByCoverage,
  type HourValue,
  type HoursByCoverage,
  type UsableHour,
} from './hour-values.ts';
import { summaryOf, type Summary } from './summaries.ts';

/** One hour of the week over a period. */
export interface ProfileCell {
  /** ISO weekday, 1 Monday … 7 Sunday. */
  readonly weekday: number;
  readonly hour: number;
  /** Undefined if every hour was left out. */
  readonly summary: Summary | undefined;
  /** Hours used and left out, number. */
  readonly hours: number;
  readonly leftOut: number;
  /** Slots of all hours of the cell, also of those left out. */
  readonly expected: number;
  readonly measured: number;
}

export interface AboveTarget {
  /** Hours whose value reaches the target, number. */
  readonly hours: number;
  /** Their share of the used hours, ratio; undefined without used hours. */
  readonly share: number | undefined;
  /** Local days with at least one such hour, number. */
  readonly days: number;
}

export interface HourProfile extends Pick<HoursByCoverage, 'leftOut' | 'expected' | 'measured'> {
  readonly used: readonly UsableHour[];
  /** By weekday and hour; cells without an expected hour are absent. */
  readonly cells: readonly ProfileCell[];
  /** The cell with the highest median; undefined if nothing was measured. */
  readonly peak: (ProfileCell & { readonly summary: Summary }) | undefined;
  readonly aboveTarget: AboveTarget | undefined;
}

export interface ProfileOptions {
  /** Hours with a lower coverage are left out, ratio. */
  readonly minCoverage: number;
  /** Undefined: time above a target is not computed. */
  readonly target?: number | undefined;
}

/** Profile by hour of the week of the hours of a period. */
export function profileHours(
  hours: readonly HourValue[],
  { minCoverage, target }: ProfileOptions,
): HourProfile {
  const { used, leftOut, expected, measured } = splitByCoverage(hours, minCoverage);
  const byCell = Map.groupBy(
    hours.filter((hour) => hour.expected > 0),
    cellOf,
  );
  const cells = [...byCell]
    .sort(([a], [b]) => a - b)
    .map(([cell, ofCell]) => cellFrom(cell, splitByCoverage(ofCell, minCoverage)));
  const aboveTarget = target === undefined ? undefined : timeAbove(used, target);
  return { used, leftOut, expected, measured, cells, peak: peakOf(cells), aboveTarget };
}

function cellFrom(cell: number, { used, leftOut, expected, measured }: HoursByCoverage): ProfileCell {
  return {
    weekday: Math.floor(cell / 24) + 1,
    hour: cell % 24,
    summary: used.length === 0 ? undefined : summaryOf(used.map(({ value }) => value)),
    hours: used.length,
    leftOut,
    expected,
    measured,
  };
}

/**
 * The cell with the highest median, the earliest on a tie. Cells with fewer than half the hours of the best measured cell
 * do not count, because the median of a few hours can be high by chance.
 */
function peakOf(cells: readonly ProfileCell[]): HourProfile['peak'] {
  const most = cells.reduce((max, { hours }) => Math.max(max, hours), 0);
  let peak: HourProfile['peak'];
  for (const cell of cells) {
    const { summary } = cell;
    if (!summary || cell.hours * 2 < most) continue;
    if (!peak || summary.median > peak.summary.median) peak = { ...cell, summary };
  }
  return peak;
}

function timeAbove(used: readonly UsableHour[], target: number): AboveTarget {
  const above = used.filter(({ value }) => value >= target);
  return {
    hours: above.length,
    share: used.length === 0 ? undefined : above.length / used.length,
    days: new Set(above.map(({ day }) => day)).size,
  };
}

/**
 * Peak-hour factor (Highway Capacity Manual): mean of an hour / its highest quarter hour, 0.25 to 1. Undefined if the
 * hour has no traffic. `quarters`: the four quarter-hour means or rates of the hour.
 */
export function peakHourFactor(quarters: readonly [number, number, number, number]): number | undefined {
  const highest = Math.max(...quarters);
  return highest > 0 ? (quarters[0] + quarters[1] + quarters[2] + quarters[3]) / 4 / highest : undefined;
}
