export { openRegistry, type RegistrySettings } from './open-registry.ts';
export { openCalendars, type OpenCalendars } from './open-calendars.ts';
export { keepModelBindings } from './keep-model-bindings.ts';
export { recordHealth } from './record-health.ts';
export { registryUseCases, type RegistryParts } from './registry-use-cases.ts';
export { type OpenRegistry } from '@vialog/registry-sql';
