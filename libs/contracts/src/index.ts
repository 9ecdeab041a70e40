// Sets the words of schemas for everybody who checks by them.
import './issue-words.ts';

export {
  lifecycle,
  governance,
  modelBinding,
  defaultModelId,
  cameraInput,
  cameraPatch,
  camera,
  viewZone,
  type Lifecycle,
  type Governance,
  type ModelBinding,
  type CameraInput,
  type CameraPatch,
  type Camera,
} from './camera.ts';
export { type Clock } from './clock.ts';
export { type Log } from './log.ts';
export {
  countClass,
  vehicleClasses,
  twoWheelerClasses,
  classCounts,
  type ClassCounts,
} from './count-classes.ts';
export { countEvent, type CountEvent } from './count-event.ts';
export {
  errorCatalogue,
  VialogError,
  type ErrorCode,
  type ErrorDetail,
  type VialogErrorOptions,
} from './error-catalogue.ts';
export {
  searchLine,
  eventsQuery,
  completeness,
  eventsPage,
  histogramInterval,
  histogramQuery,
  histogram,
  episode,
  episodesPage,
  type EventsQuery,
  type Completeness,
  type EventsPage,
  type HistogramQuery,
  type Histogram,
  type Episode,
  type EpisodesPage,
} from './event-answers.ts';
export { bayStates, zoneCount, frameCount, type ZoneCount, type FrameCount } from './frame-count.ts';
export { type Frame, type Picture, type PixelFormat, type RgbPicture } from './frame.ts';
export { fence, frameMessages, largestSide, type FrameAnswer, type FrameHeader } from './frame-message.ts';
export { gapReason } from './gap-reason.ts';
export { cameraHealth, type CameraHealth } from './health.ts';
export {
  cameraId,
  siteId,
  zoneId,
  modelId,
  eventId,
  viewZoneId,
  eventIdOf,
  parseEventId,
  zoneKey,
  type EventKey,
} from './ids.ts';
export { instant, instantInput, isoOf, epochOf, timeZone } from './instant.ts';
export { lastSlots, mostCamerasAsked, type LastSlotsReply, type LastSlotsRequest } from './last-slots.ts';
export { liveMessages, type LiveName, type LiveMessage } from './live-messages.ts';
export { measures, measure, type Measure } from './measures.ts';
export { checked, decode, isSubject, MessageMisfit, type Decoded } from './message-codec.ts';
export { modelCard, type ModelCard } from './model-card.ts';
export { done, skipped, retry, reject, type Outcome } from './outcome.ts';
export { decodeCursor, encodeCursor } from './cursor-codec.ts';
export { limit, cursor, nextCursor } from './paging.ts';
export { picturePoint, picturePolygon, type PicturePoint } from './picture-geometry.ts';
export { position, geoRing, type Position } from './place.ts';
export { problem, problemMediaType, problemTypeOf, type Problem } from './problem.ts';
export {
  camerasQuery,
  camerasPage,
  sitesQuery,
  sitesPage,
  versionsPage,
  zonesInput,
  zonesAnswer,
  healthAnswer,
  mapQuery,
  mapPoint,
  mapAnswer,
  modelSummary,
  modelsAnswer,
  type CamerasQuery,
  type CamerasPage,
  type SitesQuery,
  type SitesPage,
  type ZonesInput,
  type MapQuery,
} from './registry-answers.ts';
export { eventRetentionMs, quarterHourRetentionMs, aheadLimitMs } from './retention.ts';
export { samplingPlan, defaultPlan, samplingIntervalMs, type SamplingPlan } from './sampling-plan.ts';
export {
  permissions,
  permission,
  sessionInput,
  me,
  type Permission,
  type SessionInput,
  type Me,
} from './session-answers.ts';
export { siteKind, siteInput, sitePatch, site, type SiteInput, type SitePatch, type Site } from './site.ts';
export {
  streamSchemes,
  streamKind,
  streamInput,
  streamKindOf,
  type StreamKind,
  type Stream,
} from './stream.ts';
export { countBatch, subjects, keyOf, type CountBatch, type Subject, type MessageOf } from './subjects.ts';
export { type Subscription } from './subscription.ts';
export {
  trendInterval,
  trendsQuery,
  trendPoint,
  trend,
  ledgerQuery,
  ledgerRow,
  ledgerPage,
  coverageQuery,
  blindSpot,
  coverageAnswer,
  type TrendInterval,
  type TrendsQuery,
  type TrendPoint,
  type Trend,
  type LedgerQuery,
  type LedgerRow,
  type LedgerPage,
  type CoverageQuery,
  type BlindSpot,
  type CoverageAnswer,
} from './trend-answers.ts';
export {
  countClasses,
  gapReasons,
  eventKinds,
  eventOrigins,
  type CountClass,
  type GapReason,
  type EventKind,
  type EventOrigin,
} from './vocabulary.ts';
export {
  hourMs,
  shortestSlotMs,
  shortestPersonSlotMs,
  shortestSmallBaysSlotMs,
  smallBays,
  slotMs,
  zoneKinds,
  zoneKind,
  zoneRole,
  bay,
  zone,
  zoneInput,
  slotFloorMs,
  completeZone,
  wholePicture,
  type ZoneKind,
  type Bay,
  type Zone,
  type ZoneInput,
} from './zone.ts';
