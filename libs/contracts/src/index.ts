// Installs the validation messages of all schemas in this process.
import './errors/validation-messages.ts';

export { lifecycle, governance, modelBinding, defaultModelId, cameraInput } from './records/camera.ts';
export { cameraPatch, camera, cameraResponse, cameraResponseOf, viewZone } from './records/camera.ts';
export { type Lifecycle, type Governance, type ModelBinding, type CameraInput } from './records/camera.ts';
export { type CameraPatch, type Camera, type CameraResponse } from './records/camera.ts';
export { type Clock } from './clock.ts';
export { type RandomBytes } from './random-bytes.ts';
export { type Log } from './log.ts';
export { countClass, vehicleClasses, twoWheelerClasses, classCounts } from './records/count-classes.ts';
export { type ClassCounts } from './records/count-classes.ts';
export { countEvent, type CountEvent } from './records/count-event.ts';
export { errorCatalogue, VialogError, type ErrorCode, type ErrorDetail } from './errors/error-catalogue.ts';
export { searchLine, eventsQuery, completeness, eventsPage } from './api/event-responses.ts';
export { histogramInterval, histogramQuery, histogram, episode } from './api/event-responses.ts';
export { episodeExportQuery, episodesPage, unmeasuredList, unmeasuredQuery } from './api/event-responses.ts';
export { type EventsQuery, type Completeness, type EventsPage } from './api/event-responses.ts';
export { type HistogramQuery, type Histogram, type Episode } from './api/event-responses.ts';
export { type EpisodesPage, type SearchNote, type Unmeasured } from './api/event-responses.ts';
export { type EpisodeExportQuery, type UnmeasuredList, type UnmeasuredQuery } from './api/event-responses.ts';
export { bayStates, zoneCount, frameCount, trackingSession } from './records/frame-count.ts';
export { type Crossings, type ZoneCount, type FrameCount } from './records/frame-count.ts';
export { type TrackingSession } from './records/frame-count.ts';
export {
  countAccuracy,
  handCount,
  handCountInput,
  maxHandCountMs,
  type CountAccuracy,
  type CrossingsByClass,
  type HandCount,
  type HandCountInput,
} from './records/hand-count.ts';
export { countsBatchInput, countsImportQuery, countsImportReport, countsReport } from './api/own-counts.ts';
export { maxCountRows, maxCountsPerBatch, type CountProblem } from './api/own-counts.ts';
export { type CountsBatchInput, type CountsImportQuery, type CountsImportReport } from './api/own-counts.ts';
export { type CountsReport, type OwnCount } from './api/own-counts.ts';
export { handCountsQuery, handCountsResponse } from './api/hand-count-responses.ts';
export { type HandCountsQuery, type HandCountsResponse } from './api/hand-count-responses.ts';
export { setCount, setCountInput, type SetCount, type SetCountInput } from './records/set-count.ts';
export { setCountsQuery, setCountsResponse, siteBalance } from './api/site-balance-responses.ts';
export { type SetCountsQuery } from './api/site-balance-responses.ts';
export { type SetCountsResponse, type SiteBalance } from './api/site-balance-responses.ts';
export {
  alert,
  alertCloseReasons,
  alertGroupings,
  alertId,
  alertPatch,
  alertRule,
  alertRuleId,
  alertRuleInput,
  alertRulePatch,
  maxAlertRules,
  maxRuleZones,
  missingPolicies,
  ruleWeekdays,
} from './api/alert-rules.ts';
export { type Alert, type AlertPatch, type AlertPlace, type AlertRule } from './api/alert-rules.ts';
export { type AlertRuleInput, type AlertRulePatch, type AlertSchedule } from './api/alert-rules.ts';
export {
  alertRulesResponse,
  alertsPage,
  alertsQuery,
  backTestInput,
  backTestResponse,
  listedRule,
} from './api/alert-responses.ts';
export { type AlertRulesResponse, type AlertsPage, type AlertsQuery } from './api/alert-responses.ts';
export { type BackTestInput, type BackTestResponse, type ListedRule } from './api/alert-responses.ts';
export { maxSavedSearches, savedSearch, savedSearchId } from './api/saved-searches.ts';
export { savedSearchInput, savedSearchPatch, savedSearchesResponse } from './api/saved-searches.ts';
export { type SavedSearch, type SavedSearchInput } from './api/saved-searches.ts';
export { type SavedSearchPatch, type SavedSearchesResponse } from './api/saved-searches.ts';
export { minLineFps, minStoppedFps, recommendedLineFps } from './records/tracked-zone.ts';
export { stoppedRule, type LineDirections, type StoppedRule } from './records/tracked-zone.ts';
export { type Frame, type Picture, type PixelFormat, type RgbPicture } from './messages/frame.ts';
export { fencingToken, frameMessages, type FrameReply, type FrameHeader } from './messages/frame-message.ts';
export { gapReason } from './records/gap-reason.ts';
export {
  ingestReplyEnvelope,
  ingestRequests,
  type IngestFailure,
  type IngestReplyOf,
  type IngestRequestKind,
  type IngestRequestOf,
} from './messages/ingest-requests.ts';
export { cameraHealth, type CameraHealth } from './records/health.ts';
export {
  cameraId,
  siteId,
  zoneId,
  modelId,
  modelDigest,
  eventId,
  viewZoneId,
  eventIdOf,
  parseEventId,
  zoneKey,
} from './records/ids.ts';
export { instant, instantInput, isoOf, epochOf } from './records/instant.ts';
export { timeZone } from './records/time-zone.ts';
export {
  changeCause,
  changeCheck,
  type ChangeCause,
  type ChangeCheck,
  type ChangeFigure,
} from './api/change-check.ts';
export { modelReadiness, type ModelReadinessReply } from './messages/model-readiness.ts';
export { lastSlots, maxCamerasPerRequest, type LastSlotsReply } from './messages/last-slots.ts';
export {
  liveMessages,
  maxCamerasPerMessage,
  type LiveName,
  type LiveMessage,
} from './messages/live-messages.ts';
export { addressRejection, maxProbeMs, probeOutcome, qualityIssue } from './api/stream-probe.ts';
export { samplingAdvice, streamProbe, streamProbeInput } from './api/stream-probe.ts';
export { type ProbeOutcome, type QualityIssue } from './api/stream-probe.ts';
export { type SamplingAdvice, type StreamProbe, type StreamProbeInput } from './api/stream-probe.ts';
export { stillGrant, stillGrantId, stillGrantInput, stillGrantMs } from './api/still-responses.ts';
export {
  streamStillGrant,
  streamStillInput,
  trialResponse,
  trialId,
  trialInput,
} from './api/still-responses.ts';
export { type StillGrant, type StillGrantInput, type StreamStillGrant } from './api/still-responses.ts';
export { type StreamStillInput, type TrialResponse, type TrialInput } from './api/still-responses.ts';
export { measures, measure, flowDirection, type FlowDirection, type Measure } from './records/measures.ts';
export { liveTrialInput, liveTrialResponse, type LiveTrialInput } from './api/live-trial.ts';
export { type LiveTrialNumbers, type LiveTrialResponse } from './api/live-trial.ts';
export { validateMessage, decodeMessage, isSubject, InvalidMessageError } from './messages/message-codec.ts';
export { modelCard, type ModelCard } from './records/model-card.ts';
export { done, skipped, retry, reject, type Outcome } from './messages/outcome.ts';
export { readCursorContent, writeCursorContent } from './api/cursor-codec.ts';
export { cursor, nextCursor, queryNumber } from './api/paging.ts';
export { picturePoint, pictureLine, picturePolygon, type PicturePoint } from './records/picture-geometry.ts';
export { position, geoRing, type Position } from './records/position.ts';
export {
  exchangeFormats,
  exchangeFormat,
  coordinateSystem,
  maxImportBytes,
  maxImportRows,
  importQuery,
  exportQuery,
  importRow,
  importReport,
  type ExchangeFormat,
  type CoordinateSystem,
  type ImportQuery,
  type ExportQuery,
  type ImportRow,
  type ImportReport,
} from './api/camera-exchange-responses.ts';
export {
  attentionItem,
  attentionList,
  attentionQuery,
  healthChange,
  healthChangesPage,
  healthChangesQuery,
  maxHealthChanges,
  type AttentionItem,
  type AttentionList,
  type AttentionQuery,
  type HealthChange,
  type HealthChangesPage,
  type HealthChangesQuery,
} from './api/camera-health-responses.ts';
export { onvifInterface, onvifInterfaces, onvifInterfacesQuery } from './api/onvif-responses.ts';
export { onvifDiscoveryInput, onvifDeviceInput, onvifReading, onvifDevice } from './api/onvif-responses.ts';
export { onvifDeviceId, onvifDeviceList } from './api/onvif-responses.ts';
export { type OnvifAccess, type OnvifInterface, type OnvifTransport } from './api/onvif-responses.ts';
export { type OnvifDiscoveryInput, type OnvifDeviceInput, type OnvifStream } from './api/onvif-responses.ts';
export { type OnvifProfile, type OnvifReading, type OnvifSuggestion } from './api/onvif-responses.ts';
export { type OnvifDevice, type OnvifDeviceList, type OnvifInterfaces } from './api/onvif-responses.ts';
export {
  camerasQuery,
  camerasPage,
  type CamerasQuery,
  type CamerasPage,
} from './api/camera-list-responses.ts';
export { cameraSummary, cameraSummariesPage } from './api/camera-list-responses.ts';
export { type CameraSummary, type CameraSummariesPage } from './api/camera-list-responses.ts';
export {
  type CameraFilter,
  type CameraSort,
  type FacetName,
  type Facet,
} from './api/camera-list-responses.ts';
export { type Facets } from './api/camera-list-responses.ts';
export { facetNames } from './api/camera-list-responses.ts';
export { mapQuery, mapResponse, type MapQuery, type MapResponse } from './api/camera-list-responses.ts';
export { mapPoint, mapCluster, type MapPoint, type MapCluster } from './api/camera-list-responses.ts';
export { suggestionsQuery, suggestionsResponse } from './api/camera-list-responses.ts';
export { type SuggestionKind, type Suggestion, type SuggestionsQuery } from './api/camera-list-responses.ts';
export { type SuggestionsResponse } from './api/camera-list-responses.ts';
export { problem, problemMediaType, problemTypeOf, type Problem } from './errors/problem.ts';
export { sitesQuery, sitesPage, versionsPage, zonesInput, zonesResponse } from './api/registry-responses.ts';
export { healthResponse, modelSummary, modelsResponse, registeredCamera } from './api/registry-responses.ts';
export { streamCheck, streamCheckResponse, streamWarning } from './api/registry-responses.ts';
export { type SitesQuery, type SitesPage, type ZonesInput } from './api/registry-responses.ts';
export {
  type RegisteredCamera,
  type StreamCheck,
  type StreamCheckResponse,
} from './api/registry-responses.ts';
export { type StreamWarning } from './api/registry-responses.ts';
export { eventRetentionMs, quarterHourRetentionMs, maxFutureSkewMs } from './records/retention.ts';
export {
  samplingPlan,
  defaultPlan,
  isGated,
  samplingIntervalMs,
  type SamplingPlan,
} from './records/sampling-plan.ts';
export {
  permissions,
  permission,
  sessionInput,
  me,
  type Permission,
  type SessionInput,
  type Me,
} from './api/session-responses.ts';
export {
  siteKind,
  siteInput,
  sitePatch,
  site,
  type SiteInput,
  type SitePatch,
  type Site,
} from './records/site.ts';
export {
  streamKind,
  streamInput,
  stream,
  streamKindOf,
  missingStreamUrl,
  type StreamKind,
  type Stream,
} from './records/stream.ts';
export { streamProtocol, type StreamProtocol } from './records/stream-protocol.ts';
export { endpointChange } from './records/stream-endpoint.ts';
export { canonicalHost, hasStream, portOf, streamIdentity } from './records/stream-identity.ts';
export {
  credentials,
  maskUrl,
  maskedValue,
  replaceUrlSecrets,
  sealedParts,
  sealedSecret,
  splitCredentials,
  streamSecrets,
  type Credentials,
  type StreamSecrets,
} from './records/stream-secrets.ts';
export {
  countBatch,
  subjects,
  messageKey,
  type CountBatch,
  type Subject,
  type MessageOf,
} from './messages/subjects.ts';
export { type Subscription } from './messages/subscription.ts';
export { trendExportQuery, type TrendExportQuery } from './api/trend-export.ts';
export {
  reportTable,
  reportChart,
  type ReportTable,
  type ReportChart,
  type DaysChart,
  type WeekChart,
  type BarsChart,
} from './api/report-contents.ts';
export {
  report,
  reportQuery,
  reportFileQuery,
  reportChartQuery,
  reportFormat,
  reportLanguage,
  reportMethod,
  reportSeries,
  type Report,
  type ReportQuery,
  type ReportFileQuery,
  type ReportChartQuery,
  type ReportFormat,
  type ReportLanguage,
  type ReportMethod,
  type ReportSeries,
} from './api/report.ts';
export {
  trendProfileQuery,
  trendProfile,
  profileCell,
  trendComparisonQuery,
  trendComparison,
  comparedPeriod,
  comparisonVerdict,
  trendAnomaliesQuery,
  trendAnomalies,
} from './api/planning-responses.ts';
export {
  type TrendProfileQuery,
  type TrendProfile,
  type TrendComparisonQuery,
  type TrendComparison,
  type ComparedPeriod,
  type TrendAnomaliesQuery,
  type TrendAnomalies,
} from './api/planning-responses.ts';
export { seriesChange, type SeriesChange } from './api/series-change.ts';
export { trendInterval, trendsQuery, trendPoint, trend, ledgerQuery } from './api/trend-responses.ts';
export {
  ledgerRow,
  ledgerPage,
  coverageQuery,
  zoneCoverage,
  coverageResponse,
} from './api/trend-responses.ts';
export { type TrendsQuery, type TrendPoint, type Trend } from './api/trend-responses.ts';
export { type LedgerQuery, type LedgerRow, type LedgerPage } from './api/trend-responses.ts';
export { type CoverageQuery, type ZoneCoverage, type CoverageResponse } from './api/trend-responses.ts';
export {
  countClasses,
  gapReasons,
  healthReasons,
  eventKinds,
  eventOrigins,
  type CountClass,
  type GapReason,
  type HealthReason,
  type EventKind,
  type EventOrigin,
} from './records/vocabulary.ts';
export { minuteMs, quarterMs, hourMs, dayMs } from './durations.ts';
export {
  slotMs,
  zoneKind,
  zoneRole,
  bay,
  zone,
  zoneInput,
  zoneSummary,
  completeZone,
  wholePicture,
  type ZoneKind,
  type Bay,
  type Zone,
  type ZoneInput,
  type ZoneSummary,
} from './records/zone.ts';
export { baseMap, tileAddress, type BaseMap, type TiledMap, type TileAddress } from './api/base-map.ts';
