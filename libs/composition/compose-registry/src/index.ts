export { openRegistry, type RegistrySettings } from './open-registry.ts';
export { type OpenRegistry } from '@vialog/registry-sql';
