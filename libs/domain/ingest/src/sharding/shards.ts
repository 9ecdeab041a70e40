import type { Camera } from '@vialog/contracts';

/** Parts a region's cameras fall into; a part is watched by one process. A change of this number moves every camera. */
export const shardCount = 64;

/** Region of a camera that names none. */
export const mainRegion = 'main';

/** The shard of a camera, 0..63: FNV-1a of its id, so every process computes the same. */
export function shardOf(cameraId: string): number {
  let hash = 0x811c9dc5;
  for (const character of cameraId)
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return ((hash ^ (hash >>> 16)) >>> 0) % shardCount;
}

/** The region whose ingests watch a camera: its tag `region:<name>`, else `main`. */
export function regionOf(camera: Pick<Camera, 'tags'>): string {
  const tag = camera.tags.find((each) => /^region:[a-z0-9-]{1,20}$/.test(each));
  return tag === undefined ? mainRegion : tag.slice('region:'.length);
}
