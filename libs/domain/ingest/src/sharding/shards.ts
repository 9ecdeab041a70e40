/** Number of shards of a region. One process samples the cameras of a shard. A change of this number moves every camera. */
export const shardCount = 64;

/** The shard of a camera, 0..63: FNV-1a of its id, so that every process computes the same shard. */
export function shardOf(cameraId: string): number {
  let hash = 0x811c9dc5;
  for (const character of cameraId)
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return ((hash ^ (hash >>> 16)) >>> 0) % shardCount;
}
