// Installs the validation messages of all schemas in this process.
import './errors/validation-messages.ts';

// The contracts of the API are listed, name by name, in api/index.ts.
export * from './api/index.ts';
export { lifecycle, governance, modelBinding, defaultModelId, cameraInput } from './records/camera.ts';
export { cameraPatch, camera, cameraResponse, cameraResponseOf, viewZone } from './records/camera.ts';
export { modelSourceOf } from './records/camera.ts';
export { modelScope, modelScopeKey, modelScopeKinds, modelSource } from './records/model-scope.ts';
export { type ModelScope, type ModelScopeKind, type ModelSource } from './records/model-scope.ts';
export { canaryLimits, canaryPercent, modelStep, modelStepId, type ModelStep } from './records/model-step.ts';
export { type Lifecycle, type Governance, type ModelBinding, type CameraInput } from './records/camera.ts';
export { type CameraPatch, type Camera, type CameraResponse } from './records/camera.ts';
export { type Clock } from './clock.ts';
export { type RandomBytes } from './random-bytes.ts';
export { type Log } from './log.ts';
export { countClass, vehicleClasses, twoWheelerClasses, classCounts } from './records/count-classes.ts';
export { type ClassCounts } from './records/count-classes.ts';
export { countEvent, type CountEvent } from './records/count-event.ts';
export { errorCatalogue, type ErrorCode } from './errors/error-catalogue.ts';
export { VialogError, type ErrorDetail } from './errors/vialog-error.ts';
export { bayStates, zoneCount, frameCount, trackingSession } from './records/frame-count.ts';
export { type Crossings, type ZoneCount, type FrameCount } from './records/frame-count.ts';
export { type TrackingSession } from './records/frame-count.ts';
export { countAccuracy, handCount, handCountInput, maxHandCountMs } from './records/hand-count.ts';
export { type CountAccuracy, type CrossingsByClass, type HandCount } from './records/hand-count.ts';
export { type HandCountInput } from './records/hand-count.ts';
export { comparedMeasure, counterComparison, counterComparisonInput } from './records/counter-comparison.ts';
export { type ComparedMeasure, type CounterComparison } from './records/counter-comparison.ts';
export { type CounterComparisonInput } from './records/counter-comparison.ts';
export { setCount, setCountInput, type SetCount, type SetCountInput } from './records/set-count.ts';
export { minLineFps, minStoppedFps, recommendedLineFps } from './records/tracked-zone.ts';
export { stoppedRule, type LineDirections, type StoppedRule } from './records/tracked-zone.ts';
export { type Frame, type Picture, type PixelFormat, type RgbPicture } from './messages/frame.ts';
export { lumaReader } from './messages/luma.ts';
export { fencingToken, frameMessages, type FrameReply, type FrameHeader } from './messages/frame-message.ts';
export { gapReason } from './records/gap-reason.ts';
export { ingestReplyEnvelope, ingestRequests, type IngestFailure } from './messages/ingest-requests.ts';
export { type IngestReplyOf, type IngestRequestKind } from './messages/ingest-requests.ts';
export { type IngestRequestOf } from './messages/ingest-requests.ts';
export { cameraHealth, type CameraHealth } from './records/health.ts';
export { cameraId, siteId, zoneId, modelId, modelDigest, eventId, viewZoneId } from './records/ids.ts';
export { eventIdOf, parseEventId, zoneKey } from './records/ids.ts';
export { instant, instantInput, isoOf, epochOf } from './records/instant.ts';
export { recorderLink } from './records/recorder-link.ts';
export { timeZone } from './records/time-zone.ts';
export { modelReadiness, type ModelReadinessReply } from './messages/model-readiness.ts';
export { lastSlots, maxCamerasPerRequest, type LastSlotsReply } from './messages/last-slots.ts';
export { liveMessages, maxCamerasPerMessage, type LiveName } from './messages/live-messages.ts';
export { type LiveMessage } from './messages/live-messages.ts';
export { measures, measure, flowDirection, type FlowDirection, type Measure } from './records/measures.ts';
export { validateMessage, decodeMessage, isSubject, InvalidMessageError } from './messages/message-codec.ts';
export { modelCard, type ModelCard } from './records/model-card.ts';
export { done, skipped, retry, reject, type Outcome } from './messages/outcome.ts';
export { picturePoint, pictureLine, picturePolygon, type PicturePoint } from './records/picture-geometry.ts';
export { position, geoRing, type Position } from './records/position.ts';
export { problem, problemMediaType, problemTypeOf, type Problem } from './errors/problem.ts';
export { eventRetentionMs, quarterHourRetentionMs, maxFutureSkewMs } from './records/retention.ts';
export { samplingPlan, defaultPlan, isGated, samplingIntervalMs } from './records/sampling-plan.ts';
export { type SamplingPlan } from './records/sampling-plan.ts';
export { siteKind, siteInput, sitePatch, site, type SiteInput, type SitePatch } from './records/site.ts';
export { type Site } from './records/site.ts';
export { streamKind, streamInput, stream, streamKindOf } from './records/stream.ts';
export { missingStreamUrl } from './records/stream.ts';
export { simulationUrl } from './records/vocabulary.ts';
export { type StreamKind, type Stream } from './records/stream.ts';
export { streamProtocol, type StreamProtocol } from './records/stream-protocol.ts';
export { endpointChange } from './records/stream-endpoint.ts';
export { canonicalHost, portOf, recognisableStream, streamIdentity } from './records/stream-identity.ts';
export { credentials, maskUrl, maskedValue, replaceUrlSecrets } from './records/stream-secrets.ts';
export { sealedParts, sealedSecret, splitCredentials, streamSecrets } from './records/stream-secrets.ts';
export { type Credentials, type StreamSecrets } from './records/stream-secrets.ts';
export { countBatch, subjects, messageKey, type CountBatch, type Subject } from './messages/subjects.ts';
export { type MessageOf } from './messages/subjects.ts';
export { type Subscription } from './messages/subscription.ts';
export { countClasses, gapReasons, healthReasons, trendReasons } from './records/vocabulary.ts';
export { eventKinds, eventOrigins } from './records/vocabulary.ts';
export {
  type CountClass,
  type GapReason,
  type HealthReason,
  type TrendReason,
} from './records/vocabulary.ts';
export { type EventKind, type EventOrigin } from './records/vocabulary.ts';
export { minTurnoverSpaces, spaceTurnover, type SpaceTurnover } from './records/space-turnover.ts';
export { minuteMs, quarterMs, hourMs, dayMs } from './durations.ts';
export { slotMs, zoneKind, zoneRole, bay, zone, zoneInput, zoneSummary } from './records/zone.ts';
export { completeZone, wholePicture, type ZoneKind, type Bay, type Zone } from './records/zone.ts';
export { type ZoneInput, type ZoneSummary } from './records/zone.ts';
