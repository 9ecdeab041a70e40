import type { Camera } from '@vialog/contracts';

/** Region of a camera without a region tag. */
export const mainRegion = 'main';

/** The region of a camera: its tag `region:<name>`, otherwise `main`. */
export function regionOf(camera: Pick<Camera, 'tags'>): string {
  const tag = camera.tags.find((each) => /^region:[a-z0-9-]{1,20}$/.test(each));
  return tag === undefined ? mainRegion : tag.slice('region:'.length);
}
