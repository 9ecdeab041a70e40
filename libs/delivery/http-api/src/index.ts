export { HttpApiModule } from './http-api.module.ts';
export { prepareHttpApi } from './prepare-http-api.ts';
export { reportPorts } from './events/report-ports.ts';
export { type HttpApiPorts, type HttpSettings } from './ports/http-api-ports.ts';
export { registerConsole, type ConsoleOptions } from './console/register-console.ts';
export { httpSettings, httpVariables, listenRejection, type HttpVariables } from './http/http-variables.ts';
export { publishRegistryChanges, type RegistryChangesOptions } from './live/publish-registry-changes.ts';
export { createHttpService, type HttpServiceOptions } from './create-http-service.ts';
