export {
  type CameraFilter,
  type PageRequest,
  type CameraDirectory,
  type SiteDirectory,
} from './camera-directory.port.ts';
export { type CameraChange, type CameraStore } from './camera-store.port.ts';
export { type RegistrySnapshot, type RegistryFeed } from './registry-feed.port.ts';
