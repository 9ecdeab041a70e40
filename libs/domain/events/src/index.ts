export { distanceM, earthRadiusM, type GeographicPoint } from '@vialog/geometry';
export { startOf, endOf, restOfSpan } from './span.ts';
export { cellResolutions, type CellResolution, type CellRow, type CellReader } from './cell-reader.port.ts';
export { sumCells } from './sum-cells.ts';
export { type EventMaintenance, type RetentionLimits } from './event-maintenance.port.ts';
export { startRetention, type RetentionPorts } from './start-retention.ts';
export {
  type DiskSpace,
  type OpenEventReaders,
  type OpenEventStore,
  type StoreStorage,
} from './open-event-store.port.ts';
export { type Timers } from './timers.port.ts';
export { RollUpSchedule, type RollUpScheduleOptions } from './roll-up-schedule.ts';
export {
  type NumberField,
  type Comparison,
  type Condition,
  type EventQuery,
  type AfterKey,
} from './event-query.ts';
export {
  type EventSlice,
  type MatchCount,
  type Bucket,
  type EpisodeRow,
  type EpisodeKey,
  type EpisodeOrder,
  type EpisodeRule,
  type EventReader,
  type EpisodeReader,
} from './event-reader.port.ts';
export { type AppendVerdict, type EventWriter } from './event-writer.port.ts';
export {
  type SumsParts,
  type SumsQuery,
  type TrendReader,
  type ZoneRef,
  type ZoneSums,
} from './trend-reader.port.ts';
export { withParts } from './sums-parts.ts';
export { pastLimits, type PastEventWriter } from './past-event-writer.port.ts';
export { noSimulatedHistory, type SimulatedHistory } from './simulated-history.port.ts';
export { matches } from './matches.ts';
export { all, none, allOf, anyOf, negate } from './combine-conditions.ts';
export { reduceCondition, type DecideLeaf, type LeafCondition } from './reduce-condition.ts';
export {
  isZoneCondition,
  holdsForZone,
  withinBox,
  withinRadius,
  type ZoneCondition,
  type ZoneFacts,
} from './zone-conditions.ts';
export {
  EpisodeBuilder,
  compareEpisodes,
  findEpisodes,
  firstEpisodes,
  type EpisodeFact,
} from './find-episodes.ts';
export { sumSlots } from './sum-slots.ts';
export { indexCounts, type DeadLetters, type RejectedEvent } from './index-counts.ts';
export { importEvents, type ImportOptions, type ImportSummary, type ImportIssue } from './import-events.ts';
export { isCertainlyValid } from './certainly-valid.ts';
export { limitRejection, readRecord, recordLimits, type RecordLimits } from './record-limits.ts';
export { exportEvents } from './export-events.ts';
export { LiveHub, type LiveItem, type LiveHubOptions, type LiveSubscription } from './live-hub.ts';
export { type EventPorts } from './use-cases/event-ports.ts';
export { checkSearchLine } from './use-cases/check-search-line.ts';
export { resolveQuery } from './use-cases/resolve-query.ts';
export { measureCompleteness } from './completeness/measure-completeness.ts';
export { selectedZones } from './completeness/selected-zones.ts';
export { plansOf } from './completeness/plans-of.ts';
export { searchEvents } from './use-cases/search-events.ts';
export { countOverTime } from './use-cases/count-over-time.ts';
export { listEpisodes } from './use-cases/list-episodes.ts';
export {
  exportEpisodes,
  type EpisodeExport,
  type EpisodeExportRow,
  type EpisodeMethod,
} from './use-cases/export-episodes.ts';
export { listUnmeasured } from './use-cases/list-unmeasured.ts';
export { readEvent } from './use-cases/read-event.ts';
export { readSiteBalance } from './use-cases/read-site-balance.ts';
export { setSiteCount, type SetCountPorts, type SetCountRequest } from './use-cases/set-site-count.ts';
export {
  compareWithCounter,
  type CounterComparisonPorts,
  type CounterComparisonRequest,
} from './counter-comparisons/compare-with-counter.ts';
export { readBoard } from './board/read-board.ts';
export { readTrends } from './use-cases/read-trends.ts';
export { exportTrends, type TrendRow } from './planning/export-trends.ts';
export {
  maxReportHours,
  openReportSource,
  type ReportSource,
  type SourceQuery,
  type SourceSeries,
} from './planning/report-source.ts';
export { type DayRules, type SeriesDays } from './planning/series-days.ts';
export { type TimeWindow } from './query/time-window.ts';
export { checkTarget } from './use-cases/check-target.ts';
export { invalidParameter } from './use-cases/invalid-parameter.ts';
export { countedTextOf } from './planning/series-changes.ts';
export { readProfile } from './planning/read-profile.ts';
export { readComparison } from './planning/read-comparison.ts';
export { readAnomalies } from './planning/read-anomalies.ts';
export { judgeLastHour, type LastHour, type UnusualSite } from './planning/judge-last-hour.ts';
export { findLowCoverage } from './use-cases/find-low-coverage.ts';
export { readLedger } from './use-cases/read-ledger.ts';
export {
  addCrossings,
  addStopped,
  amountOf,
  crossingsOf,
  isTracked,
  sumOfClasses,
  trackedNumber,
  trackedSumsOf,
  type CrossingSums,
  type StoppedSums,
  type TrackedField,
} from './crossings.ts';
export { addTurnover, zoneRowsOf, type RowReader, type TurnoverSums, type ZoneRows } from '@vialog/measuring';
export { checkChange, type ChangeCheckPorts } from './changes/check-change.ts';
export { ChangeWatch, withChanges, type ChangeWatchOptions } from './changes/change-watch.ts';
