import type { Camera } from '@vialog/contracts';

/** Still pictures for drawing zones. They are kept in memory only. */
export interface Stills {
  /** A current JPEG of the camera; undefined if none may be shown or none is available. */
  take(camera: Camera): Promise<Uint8Array | undefined>;
}

/** Returns no pictures: for an installation without synthetic cameras. */
export const noStills: Stills = { take: () => Promise.resolve(undefined) };
