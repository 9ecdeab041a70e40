export { distanceM, earthRadiusM, type GeoPoint } from './geo-distance.ts';
export { startOf, endOf, restOfSpan } from './span.ts';
export { type EventMaintenance } from './event-maintenance.port.ts';
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
  type EpisodeRule,
  type EventReader,
  type EpisodeReader,
} from './event-reader.port.ts';
export { type AppendVerdict, type EventWriter } from './event-writer.port.ts';
export {
  zoneKey,
  type ZoneRef,
  type ZoneSums,
  type SumsQuery,
  type TrendReader,
} from './trend-reader.port.ts';
export { matches, compare, numberOf, withinMinutes, withinBox, withinReach } from './matches.ts';
export { findEpisodes, compareEpisodes, type EpisodeFact } from './find-episodes.ts';
export { sumSlots } from './sum-slots.ts';
export { InMemoryEventStore, eventRetentionMs, aheadLimitMs, compareEvents } from './event-store.fake.ts';
export { indexCounts, type DeadLetters, type RefusedEvent } from './index-counts.ts';
export { LiveHub, type LiveItem, type LiveHubOptions, type LiveSubscription } from './live-hub.ts';
