import type { LedgerRow, TrendPoint } from '@vialog/contracts';
import type { Day } from '../../api/queries.ts';

/** Length of one point of the series, ms. */
export const stepMs = 900_000;

export interface DaySeries {
  /** Start of each quarter hour of the day, epoch s. */
  readonly at: readonly number[];
  /** null for a quarter hour without a measurement. */
  readonly values: readonly (number | null)[];
  /** False where no measurement was due: before the camera existed, while it was paused, in the future. */
  readonly expected: readonly boolean[];
  readonly peaks: readonly (number | null)[];
  readonly coverage: readonly (number | null)[];
}

/** Assigns points to the quarter hours of a local day, of which there are 92 to 100. */
export function daySeries(points: readonly TrendPoint[], day: Day): DaySeries {
  const known = new Map(points.map((point) => [Date.parse(point.startAt), point]));
  const starts: number[] = [];
  for (let at = day.from; at < day.to; at += stepMs) starts.push(at);
  return {
    at: starts.map((start) => start / 1_000),
    values: starts.map((start) => known.get(start)?.value ?? null),
    expected: starts.map((start) => (known.get(start)?.expected ?? 0) > 0),
    peaks: starts.map((start) => known.get(start)?.peak ?? null),
    coverage: starts.map((start) => known.get(start)?.coverage ?? null),
  };
}

export interface HourCoverage {
  /** Epoch ms. */
  readonly at: number;
  readonly expected: number;
  readonly measured: number;
  readonly pending: number;
}

export interface DayCoverage {
  readonly hours: readonly HourCoverage[];
  readonly expected: number;
  readonly measured: number;
  readonly pending: number;
  /** Most frequent first. */
  readonly reasons: readonly (readonly [reason: string, slots: number])[];
}

/** Sums the ledger of one zone over one day. */
export function dayCoverage(rows: readonly LedgerRow[], zoneId: string, day: Day): DayCoverage {
  const zoneRows = rows.filter((row) => row.zoneId === zoneId);
  const sum = (pick: (row: LedgerRow) => number) => zoneRows.reduce((total, row) => total + pick(row), 0);
  return {
    hours: hoursOf(zoneRows, day),
    expected: sum((row) => row.expected),
    measured: sum((row) => row.measured),
    pending: sum((row) => row.pending),
    reasons: reasonsOf(zoneRows),
  };
}

function hoursOf(rows: readonly LedgerRow[], day: Day): HourCoverage[] {
  const nothing = { expected: 0, measured: 0, pending: 0 };
  const hours: HourCoverage[] = [];
  for (let at = day.from; at < day.to; at += 3_600_000) {
    const { expected, measured, pending } =
      rows.find((row) => sameHour(Date.parse(row.hourStartAt), at)) ?? nothing;
    hours.push({ at, expected, measured, pending });
  }
  return hours;
}

function reasonsOf(rows: readonly LedgerRow[]): [string, number][] {
  const reasons = new Map<string, number>();
  for (const [reason, slots] of rows.flatMap((row) => Object.entries(row.reasons))) {
    reasons.set(reason, (reasons.get(reason) ?? 0) + slots);
  }
  return [...reasons].sort((a, b) => b[1] - a[1]);
}

/** Ledger hours are UTC, but a local hour may start at half past (India): the hour with the larger overlap is used. */
const sameHour = (utcHour: number, at: number): boolean =>
  Math.floor((at + 1_799_999) / 3_600_000) * 3_600_000 === utcHour;
