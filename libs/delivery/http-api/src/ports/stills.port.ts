import type { Camera } from '@vialog/contracts';

/** Pictures for drawing zones; memory only. Undefined where none may be shown or none is at hand. */
export interface Stills {
  /** A JPEG of the camera now. */
  take(camera: Camera): Promise<Uint8Array | undefined>;
}

/** Shows nothing, ever: the default of an installation without synthetic cameras. */
export const noStills: Stills = { take: () => Promise.resolve(undefined) };
