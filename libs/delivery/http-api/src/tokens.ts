/** Injection tokens; one per port, so that a controller asks for what it uses and no more. */
export const registryToken = Symbol('Registry');
export const accessToken = Symbol('Access');
export const eventUseCasesToken = Symbol('EventUseCases');
export const liveHubToken = Symbol('LiveHub');
export const healthBoardToken = Symbol('HealthBoard');
export const modelStoreToken = Symbol('ModelStore');
export const stillsToken = Symbol('Stills');
export const healthChecksToken = Symbol('HealthCheck[]');
export const metricsToken = Symbol('Metrics');
export const httpSettingsToken = Symbol('HttpSettings');
