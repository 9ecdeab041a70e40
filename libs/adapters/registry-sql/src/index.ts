export { openPostgresRegistry, openSqliteRegistry, type OpenRegistry } from './open-registry.ts';
