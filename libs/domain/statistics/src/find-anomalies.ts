import { cellOf, splitByCoverage, type HourValue, type UsableHour } from './hour-values.ts';
import { baselineOf, modifiedScore, type Baseline } from './robust-scores.ts';

/** Hours of the baseline that a cell of the week needs to judge an hour. */
export const minBaselineHours = 5;

export interface Anomaly {
  readonly hour: UsableHour;
  readonly baseline: Baseline;
  /** Modified z-score: negative below, positive above the median. */
  readonly score: number;
}

export interface Anomalies {
  /** Most unusual first. */
  readonly found: readonly Anomaly[];
  /** Hours compared with the baseline, number. */
  readonly judged: number;
  /** Hours measured too little, number. */
  readonly leftOut: number;
  /** Hours whose cell of the week has too few hours in the baseline or does not vary there, number. */
  readonly withoutBaseline: number;
  /** Slots of all hours of the period, number. */
  readonly expected: number;
  readonly measured: number;
}

export interface AnomalyOptions {
  readonly minCoverage: number;
  /** An hour is unusual if its score is at least this far from 0. */
  readonly threshold: number;
}

/** Hours that differ from the same hour of the week in a baseline. */
export function findAnomalies(
  hours: readonly HourValue[],
  baseline: readonly HourValue[],
  { minCoverage, threshold }: AnomalyOptions,
): Anomalies {
  const { used, leftOut, expected, measured } = splitByCoverage(hours, minCoverage);
  const baselines = baselinesOf(splitByCoverage(baseline, minCoverage).used);
  const found: Anomaly[] = [];
  let judged = 0;
  for (const hour of used) {
    const usual = baselines.get(cellOf(hour));
    const score = usual && modifiedScore(hour.value, usual);
    if (score === undefined) continue;
    judged += 1;
    if (Math.abs(score) >= threshold) found.push({ hour, baseline: usual as Baseline, score });
  }
  found.sort((a, b) => Math.abs(b.score) - Math.abs(a.score) || a.hour.start - b.hour.start);
  return { found, judged, leftOut, withoutBaseline: used.length - judged, expected, measured };
}

function baselinesOf(used: readonly UsableHour[]): ReadonlyMap<number, Baseline> {
  const cells = [...Map.groupBy(used, cellOf)].filter(([, hours]) => hours.length >= minBaselineHours);
  return new Map(cells.map(([cell, hours]) => [cell, baselineOf(hours.map(({ value }) => value))]));
}
