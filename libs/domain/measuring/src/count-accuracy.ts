import type { CountAccuracy } from '@vialog/contracts';

/** Compares a counted number of vehicles with the true number in a period of `durationMs`. */
export function countAccuracyOf(counted: number, truth: number, durationMs: number): CountAccuracy {
  const difference = counted - truth;
  return {
    truth,
    counted,
    difference,
    errorPercent: truth === 0 ? null : round((difference / truth) * 100, 1),
    geh: round(gehOf(counted, truth, durationMs), 2),
  };
}

/** Statistic of G. E. Havers: √(2 (m − c)² / (m + c)) with flows per hour, of vehicles in a period of `durationMs`. */
export function gehOf(counted: number, truth: number, durationMs: number): number {
  const perHour = 3_600_000 / durationMs;
  const [m, c] = [counted * perHour, truth * perHour];
  return m + c === 0 ? 0 : Math.sqrt((2 * (m - c) ** 2) / (m + c));
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
