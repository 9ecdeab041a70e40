export { KvRegistryReader } from './kv-registry-reader.ts';
export { KvRegistryMirror, type MirrorOptions } from './kv-registry-mirror.ts';
