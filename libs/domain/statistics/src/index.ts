export {
  cellOf,
  splitByCoverage,
  type HourValue,
  type HoursByCoverage,
  type UsableHour,
} from './hour-values.ts';
export { meanOf, medianOf, quantileOf, summaryOf, type Summary } from './summaries.ts';
export { baselineOf, deviationPerMad, modifiedScore, type Baseline } from './robust-scores.ts';
export {
  profileHours,
  peakHourFactor,
  type HourProfile,
  type ProfileCell,
  type ProfileOptions,
} from './profile-hours.ts';
export { confidenceLevel, replicates } from './bootstrap-days.ts';
export {
  comparePeriods,
  minDays,
  type PeriodComparison,
  type PeriodFigures,
  type Verdict,
} from './compare-periods.ts';
export { findAnomalies, minBaselineHours, type Anomaly, type Anomalies } from './find-anomalies.ts';
export { measureAgreement, minPairs, type Agreement, type FigurePair } from './measure-agreement.ts';
