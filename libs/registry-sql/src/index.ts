export { openSqliteRegistry, type OpenRegistry } from './open-registry.ts';
