import type { Camera } from '@vialog/contracts';

/** Number of shards of a region. One process samples the cameras of a shard. A change of this number moves every camera. */
export const shardCount = 64;

/** Region of a camera without a region tag. */
export const mainRegion = 'main';

/** The shard of a camera, 0..63: FNV-1a of its id, so that every process computes the same shard. */
export function shardOf(cameraId: string): number {
  let hash = 0x811c9dc5;
  for (const character of cameraId)
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return ((hash ^ (hash >>> 16)) >>> 0) % shardCount;
}

/** The region of a camera: its tag `region:<name>`, otherwise `main`. */
export function regionOf(camera: Pick<Camera, 'tags'>): string {
  const tag = camera.tags.find((each) => /^region:[a-z0-9-]{1,20}$/.test(each));
  return tag === undefined ? mainRegion : tag.slice('region:'.length);
}
