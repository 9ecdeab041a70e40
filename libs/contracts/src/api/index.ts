export { modelBindInput, modelBindingsResponse } from './model-binding-responses.ts';
export { modelRollBackInput, modelStepsQuery, modelStepsResponse } from './model-binding-responses.ts';
export { modelStepTaken, modelUnbindInput, scopeOfQuery } from './model-binding-responses.ts';
export { type ModelBindingsResponse, type ModelBindInput } from './model-binding-responses.ts';
export { type ModelRollBackInput, type ModelStepsQuery } from './model-binding-responses.ts';
export { type ModelStepsResponse, type ModelStepTaken } from './model-binding-responses.ts';
export { type ModelUnbindInput } from './model-binding-responses.ts';
export { searchLine, eventsQuery, completeness, eventsPage } from './event-responses.ts';
export { histogramInterval, histogramQuery, histogram, episode } from './event-responses.ts';
export { episodeExportQuery, episodesPage, unmeasuredList, unmeasuredQuery } from './event-responses.ts';
export { type EventsQuery, type Completeness, type EventsPage } from './event-responses.ts';
export { type HistogramQuery, type Histogram, type Episode } from './event-responses.ts';
export { type EpisodesPage, type SearchNote, type Unmeasured } from './event-responses.ts';
export { type EpisodeExportQuery, type UnmeasuredList, type UnmeasuredQuery } from './event-responses.ts';
export { countsBatchInput, countsImportQuery, countsImportReport, countsReport } from './own-counts.ts';
export { maxCountRows, maxCountsPerBatch, type CountProblem } from './own-counts.ts';
export { type CountsBatchInput, type CountsImportQuery, type CountsImportReport } from './own-counts.ts';
export { type CountsReport, type OwnCount } from './own-counts.ts';
export { demoHistory, demoHistoryRemoval } from './demo-history.ts';
export { type DemoHistory, type DemoHistoryRemoval } from './demo-history.ts';
export { handCountsQuery, handCountsResponse } from './hand-count-responses.ts';
export { type HandCountsQuery, type HandCountsResponse } from './hand-count-responses.ts';
export { counterComparisonsQuery, counterComparisonsResponse } from './counter-comparison-responses.ts';
export {
  type CounterComparisonsQuery,
  type CounterComparisonsResponse,
} from './counter-comparison-responses.ts';
export { setCountsQuery, setCountsResponse, siteBalance } from './site-balance-responses.ts';
export { type SetCountsQuery } from './site-balance-responses.ts';
export { type SetCountsResponse, type SiteBalance } from './site-balance-responses.ts';
export { alert, alertCloseReasons, alertGroupings, alertId, alertPatch } from './alert-rules.ts';
export { alertRule, alertRuleId, alertRuleInput, alertRulePatch } from './alert-rules.ts';
export { maxAlertRules, maxRuleZones, missingPolicies, ruleWeekdays } from './alert-rules.ts';
export { type Alert, type AlertPatch, type AlertPlace, type AlertRule } from './alert-rules.ts';
export { type AlertRuleInput, type AlertRulePatch, type AlertSchedule } from './alert-rules.ts';
export { alertRulesResponse, alertsPage, alertsQuery, backTestInput } from './alert-responses.ts';
export { backTestResponse, listedRule } from './alert-responses.ts';
export { type AlertRulesResponse, type AlertsPage, type AlertsQuery } from './alert-responses.ts';
export { type BackTestInput, type BackTestResponse, type ListedRule } from './alert-responses.ts';
export { alertChannel, alertChannelFields, alertChannelId, alertChannelInput } from './alert-channels.ts';
export { alertChannelPatch } from './alert-channels.ts';
export { alertChannelsResponse, alertDeliveriesPage, alertDeliveriesQuery } from './alert-channels.ts';
export {
  alertDelivery,
  channelTestResponse,
  createdAlertChannel,
  deliveryResend,
  deliveryResendResponse,
  signedAlertChannel,
  maxAlertChannels,
} from './alert-channels.ts';
export { type AlertChannel, type AlertChannelInput, type AlertChannelPatch } from './alert-channels.ts';
export { type AlertChannelsResponse, type AlertDeliveriesPage } from './alert-channels.ts';
export { type AlertDeliveriesQuery, type AlertDelivery, type ChannelTestResponse } from './alert-channels.ts';
export {
  type EmailChannel,
  type MqttChannel,
  type SignedAlertChannel,
  type WebhookChannel,
} from './alert-channels.ts';
export { channelLanguages, mqttSecurities, smtpSecurities } from './channel-kinds.ts';
export { type CreatedAlertChannel, type DeliveryFailure, type ListedAlertChannel } from './alert-channels.ts';
export { type DeliveryResend, type DeliveryResendResponse } from './alert-channels.ts';
export { boardQuery, boardResponse, boardSort, maxBoardSites, type BoardFigure } from './board.ts';
export { type BoardQuery, type BoardResponse, type BoardSort } from './board.ts';
export { type BoardTile, type BoardTrend } from './board.ts';
export { kioskLink, kioskLinkId, kioskLinkInput, kioskLinksResponse } from './kiosk-links.ts';
export { maxKioskDays, maxKioskLinks, newKioskLink, type KioskLink } from './kiosk-links.ts';
export { type KioskLinkInput, type KioskLinksResponse, type NewKioskLink } from './kiosk-links.ts';
export { maxSavedSearches, savedSearch, savedSearchId } from './saved-searches.ts';
export { savedSearchInput, savedSearchPatch, savedSearchesResponse } from './saved-searches.ts';
export { type SavedSearch, type SavedSearchInput } from './saved-searches.ts';
export { type SavedSearchPatch, type SavedSearchesResponse } from './saved-searches.ts';
export {
  calendar,
  calendarId,
  calendarImportQuery,
  calendarImportReport,
  calendarInput,
} from './calendars.ts';
export { calendarPatch, calendarSource, calendarsResponse, holidayRegionsQuery } from './calendars.ts';
export {
  holidayRegionsResponse,
  holidayType,
  maxCalendarBytes,
  maxCalendarEvents,
  maxCalendarYear,
  minCalendarYear,
} from './calendars.ts';
export { maxCalendarProblems, maxCalendars, specialDay, specialDayKind } from './calendars.ts';
export { dayRules, holidayTreatment, seriesDays, seriesSpecialDay } from './calendars.ts';
export { type HolidayTreatment, type SeriesSpecialDay } from './calendars.ts';
export { specialDayName, specialDaysQuery, specialDaysResponse } from './calendars.ts';
export { type Calendar, type CalendarImportQuery, type CalendarImportReport } from './calendars.ts';
export { type CalendarInput, type CalendarPatch, type CalendarSource } from './calendars.ts';
export {
  type CalendarsResponse,
  type HolidayRegionsQuery,
  type HolidayRegionsResponse,
} from './calendars.ts';
export { type HolidayType, type SpecialDay, type SpecialDayKind, type SpecialDayName } from './calendars.ts';
export { type SpecialDaysQuery, type SpecialDaysResponse } from './calendars.ts';
export { changeCause, changeCheck, type ChangeCause, type ChangeCheck } from './change-check.ts';
export { type ChangeFigure } from './change-check.ts';
export { addressRejection, maxProbeMs, probeOutcome, qualityIssue } from './stream-probe.ts';
export { samplingAdvice, streamProbe, streamProbeInput } from './stream-probe.ts';
export { type ProbeOutcome, type QualityIssue } from './stream-probe.ts';
export { type SamplingAdvice, type StreamProbe, type StreamProbeInput } from './stream-probe.ts';
export { stillGrant, stillGrantId, stillGrantInput, stillGrantMs } from './still-responses.ts';
export { streamStillGrant, streamStillInput, trialResponse, trialId } from './still-responses.ts';
export { trialInput } from './still-responses.ts';
export { type StillGrant, type StillGrantInput, type StreamStillGrant } from './still-responses.ts';
export { type StreamStillInput, type TrialResponse, type TrialInput } from './still-responses.ts';
export { liveTrialInput, liveTrialResponse, type LiveTrialInput } from './live-trial.ts';
export { type LiveTrialNumbers, type LiveTrialResponse } from './live-trial.ts';
export { readCursorContent, writeCursorContent } from './cursor-codec.ts';
export { cursor, nextCursor, queryNumber } from './paging.ts';
export { exchangeFormats, exchangeFormat, coordinateSystem } from './camera-exchange-responses.ts';
export { maxImportBytes, maxImportRows, importQuery } from './camera-exchange-responses.ts';
export { exportQuery, importRow, importReport } from './camera-exchange-responses.ts';
export { type ExchangeFormat, type CoordinateSystem } from './camera-exchange-responses.ts';
export { type ImportQuery, type ExportQuery, type ImportRow } from './camera-exchange-responses.ts';
export { type ImportReport } from './camera-exchange-responses.ts';
export { attentionItem, attentionList, attentionQuery } from './camera-health-responses.ts';
export { attentionCheck, attentionFinding, attentionOverview } from './attention-overview.ts';
export { findingCodes, findingExample, findingKinds, findingSeverities } from './attention-overview.ts';
export { maxFindingExamples, type AttentionCheck } from './attention-overview.ts';
export { type AttentionFinding, type AttentionOverview, type FindingCode } from './attention-overview.ts';
export { type FindingExample, type FindingKind, type FindingParams } from './attention-overview.ts';
export { type FindingSeverity } from './attention-overview.ts';
export { healthChange, healthChangesPage, healthChangesQuery } from './camera-health-responses.ts';
export { maxHealthChanges, type AttentionItem, type AttentionList } from './camera-health-responses.ts';
export { type AttentionQuery, type HealthChange } from './camera-health-responses.ts';
export { type HealthChangesPage, type HealthChangesQuery } from './camera-health-responses.ts';
export { onvifInterface, onvifInterfaces, onvifInterfacesQuery } from './onvif-responses.ts';
export { onvifDiscoveryInput, onvifDeviceInput, onvifReading, onvifDevice } from './onvif-responses.ts';
export { onvifDeviceId, onvifDeviceList } from './onvif-responses.ts';
export { type OnvifAccess, type OnvifInterface, type OnvifTransport } from './onvif-responses.ts';
export { type OnvifDiscoveryInput, type OnvifDeviceInput, type OnvifStream } from './onvif-responses.ts';
export { type OnvifProfile, type OnvifReading, type OnvifSuggestion } from './onvif-responses.ts';
export { type OnvifDevice, type OnvifDeviceList, type OnvifInterfaces } from './onvif-responses.ts';
export { camerasQuery, camerasPage, type CamerasQuery } from './camera-list-responses.ts';
export { type CamerasPage } from './camera-list-responses.ts';
export { cameraSummary, cameraSummariesPage } from './camera-list-responses.ts';
export { type CameraSummary, type CameraSummariesPage } from './camera-list-responses.ts';
export { type CameraFilter, type CameraSort, type FacetName } from './camera-list-responses.ts';
export { type Facet } from './camera-list-responses.ts';
export { type Facets } from './camera-list-responses.ts';
export { facetNames } from './camera-list-responses.ts';
export { mapQuery, mapResponse, type MapQuery, type MapResponse } from './camera-list-responses.ts';
export { mapPoint, mapCluster, type MapPoint, type MapCluster } from './camera-list-responses.ts';
export { suggestionsQuery, suggestionsResponse } from './camera-list-responses.ts';
export { type SuggestionKind, type Suggestion, type SuggestionsQuery } from './camera-list-responses.ts';
export { type SuggestionsResponse } from './camera-list-responses.ts';
export { sitesQuery, sitesPage, versionsPage, zonesInput, zonesResponse } from './registry-responses.ts';
export { healthResponse, modelSummary, modelsResponse, registeredCamera } from './registry-responses.ts';
export { streamCheck, streamCheckResponse, streamWarning } from './registry-responses.ts';
export { type SitesQuery, type SitesPage, type ZonesInput } from './registry-responses.ts';
export { type RegisteredCamera, type StreamCheck } from './registry-responses.ts';
export { type StreamCheckResponse } from './registry-responses.ts';
export { type StreamWarning } from './registry-responses.ts';
export { permissions, permission, sessionInput, me, type Permission } from './session-responses.ts';
export { type SessionInput, type Me } from './session-responses.ts';
export { trendExportQuery, type TrendExportQuery } from './trend-export.ts';
export { reportTable, reportChart, type ReportTable, type ReportChart } from './report-contents.ts';
export { type ReportSpecialDay } from './report-contents.ts';
export { type DaysChart, type WeekChart, type BarsChart } from './report-contents.ts';
export { keptReportRuns, maxReportSchedules, reportPeriods, reportRule } from './report-schedules.ts';
export { reportRunId, reportScheduleId } from './report-ids.ts';
export { reportScheduleInput, reportSchedule, reportSchedulePatch } from './report-schedules.ts';
export { hasReportTarget, noReportTarget, reportDelivery } from './report-schedules.ts';
export { reportRun, listedReportRun, reportRunsQuery, reportRunsPage } from './report-schedules.ts';
export { listedReportSchedule, reportSchedulesResponse } from './report-schedules.ts';
export { type ReportRule, type ReportSchedule, type ReportScheduleInput } from './report-schedules.ts';
export { type ReportSchedulePatch, type ReportDelivery } from './report-schedules.ts';
export { type ReportRun, type ReportRunFile, type ReportRunsPage } from './report-schedules.ts';
export { type ReportRunsQuery, type ReportSchedulesResponse } from './report-schedules.ts';
export { type ListedReportRun, type ListedReportSchedule } from './report-schedules.ts';
export { report, reportQuery, reportFileQuery, reportChartQuery, reportFormat } from './report.ts';
export { reportLanguage, reportMethod, reportSeries, type Report, type ReportQuery } from './report.ts';
export { type ReportFileQuery, type ReportChartQuery, type ReportFormat } from './report.ts';
export { type ReportLanguage, type ReportMethod, type ReportSeries } from './report.ts';
export { measuredMeasure } from './series-selection.ts';
export { analyticId, analyticFinding, analyticPopulation, analyticChartKind } from './analytics.ts';
export { analyticWords, analyticSummary, analyticsQuery, analyticsList } from './analytics.ts';
export { analyticQuery, analyticFileQuery, analyticChartQuery } from './analytics.ts';
export { analyticResult, definitionFault, type AnalyticChartQuery } from './analytics.ts';
export { type AnalyticFinding, type AnalyticPopulation, type AnalyticChartKind } from './analytics.ts';
export { type AnalyticWords, type AnalyticSummary, type AnalyticsQuery } from './analytics.ts';
export { type AnalyticsList, type AnalyticQuery, type AnalyticFileQuery } from './analytics.ts';
export { type AnalyticResult, type DefinitionFault } from './analytics.ts';
export { trendProfileQuery, trendProfile, profileCell } from './planning-responses.ts';
export { trendComparisonQuery, trendComparison, comparedPeriod } from './planning-responses.ts';
export { comparisonVerdict, trendAnomaliesQuery, trendAnomalies } from './planning-responses.ts';
export { type TrendProfileQuery, type TrendProfile } from './planning-responses.ts';
export { type TrendComparisonQuery, type TrendComparison } from './planning-responses.ts';
export { type ComparedPeriod, type TrendAnomaliesQuery } from './planning-responses.ts';
export { type TrendAnomalies } from './planning-responses.ts';
export { seriesChange, type SeriesChange } from './series-change.ts';
export { trendInterval, trendsQuery, trendPoint, trend, ledgerQuery } from './trend-responses.ts';
export { ledgerRow, ledgerPage, coverageQuery, zoneCoverage } from './trend-responses.ts';
export { coverageResponse } from './trend-responses.ts';
export { type TrendsQuery, type TrendPoint, type Trend } from './trend-responses.ts';
export { type LedgerQuery, type LedgerRow, type LedgerPage } from './trend-responses.ts';
export { type CoverageQuery, type ZoneCoverage, type CoverageResponse } from './trend-responses.ts';
export { baseMap, tileAddress, type BaseMap, type TiledMap, type TileAddress } from './base-map.ts';
