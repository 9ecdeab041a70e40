export { slotOf, boundaryAtOrAfter, boundaryAfter, commonSlotMs } from './slots.ts';
export { nextBoundary } from './next-boundary.ts';
export { zonePlans, slotsStarting, slotsOver, type ZonePlan } from './zone-plan.ts';
export { expectedSlots, expectedIntervals, type ExpectedInterval } from './expected-slots.ts';
export { effectiveInterval, shortestSlotMs, type EffectiveInterval } from './effective-interval.ts';
export { slotLengthIssues } from './slot-length-issues.ts';
export { trackingRateIssues, trackingRateWarnings } from './tracking-rate-issues.ts';
export { zoneConflicts, type ZoneConflict } from './zone-conflicts.ts';
export {
  instantOfLocal,
  localDayOf,
  localTimeOf,
  offsetAt,
  weekdayOfLocalDay,
  type LocalTime,
} from './local-time.ts';
export { edgesOf, type EdgeInterval } from './edges.ts';
export { localHours, dateOfLocalDay, type LocalHour } from './local-hours.ts';
export { zoneRowsOf, type RowReader, type ZoneRows } from './zone-rows.ts';
export { type SumsRow } from './zone-sums.ts';
export { gapReasonsByPriority } from './gap-reason-priority.ts';
export {
  tallyOf,
  addTallies,
  coverageOf,
  emptyTally,
  type SlotTally,
  type TallyWindow,
} from './slot-tally.ts';
export { ledgerRows, type LedgerQuestion } from './ledger.ts';
export {
  trendSeries,
  plansOfMeasure,
  plansOfSite,
  type TrendGroup,
  type TrendQuestion,
  type TrendSeries,
} from './trend-series.ts';
export { addTurnover, type TurnoverSums } from './turnover-sums.ts';
export { hasTurnover, SpaceChanges } from './space-changes.ts';
export { hasSpaces, turnoverMeasures } from './space-figures.ts';
export { rounded } from './trend-figures.ts';
export { median, slotNumbers, type SlotNumbers } from './slot-numbers.ts';
export { majorityBays } from './bay-votes.ts';
export { framesExpected } from './frames-expected.ts';
export { cellResolutions, cellsOf } from './cells-of.ts';
export { EventMaker, originOf, type Sample, type SlotContext } from './event-maker.ts';
export { type ExternalNumbers } from './external-numbers.ts';
export { instantsOfLocalTime } from './instants-of-local-time.ts';
export { targetOf } from './target-of.ts';
export { SlotKeeper, type SlotKeeperOptions } from './slot-keeper.ts';
export { takeOverSpans, undecidedSlots, type TakeOver } from './take-over.ts';
export { PictureHealth } from './picture-health.ts';
export { pictureSigns, type PictureSigns } from './picture-signs.ts';
export { ViewWatch, type ViewFault } from './view/view-watch.ts';
export { countAccuracyOf, gehOf } from './count-accuracy.ts';
export { balanceClasses, busiestRates, gateLinesOf, isRegisteredIn, type GateLine } from './gate-lines.ts';
export {
  estimateReadings,
  maxUnmeasuredMs,
  type EstimateQuestion,
  type EstimateReading,
  type KnownCount,
} from './site-estimate.ts';
