export { KvRegistryFeed } from './kv-registry-feed.ts';
export { KvRegistryMirror, type MirrorOptions } from './kv-registry-mirror.ts';
