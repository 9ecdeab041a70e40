export { openPostgresRegistry, openSqliteRegistry, type OpenRegistry } from './open-registry.ts';
export {
  countSqliteCameras,
  moveRegistry,
  type MovedRegistry,
  type MoveRegistryOptions,
} from './move-registry.ts';
