/** Injection tokens, one per port, so that a controller depends only on the ports that it uses. */
export const registryToken = Symbol('Registry');
export const handCountsToken = Symbol('HandCountStore');
export const setCountsToken = Symbol('SetCountStore');
export const savedSearchesToken = Symbol('SavedSearchStore');
export const alertPortsToken = Symbol('AlertRulePorts');
export const baseMapToken = Symbol('BaseMapSource');
export const accessToken = Symbol('Access');
export const eventPortsToken = Symbol('EventPorts');
export const reportPortsToken = Symbol('ReportPorts');
export const liveHubToken = Symbol('LiveHub');
export const healthBoardToken = Symbol('HealthBoard');
export const healthHistoryToken = Symbol('HealthHistory');
export const modelStoreToken = Symbol('ModelStore');
export const ingestRequestsToken = Symbol('IngestRequests');
export const metricsToken = Symbol('Metrics');
export const httpSettingsToken = Symbol('HttpSettings');
export const onvifReviewListToken = Symbol('OnvifReviewList');
