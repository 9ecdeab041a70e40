import type { Camera, Site } from '@vialog/contracts';

export interface CameraChange {
  /** Version the change was made from; the store refuses (CAMERA_CHANGED) if another came between. 0: a new camera. */
  readonly basedOn: number;
  readonly camera: Camera;
}

/** Writes. Each change of a camera is a new version row and one feed revision, in one transaction. */
export interface CameraStore {
  /** Errors: CAMERA_CHANGED, CODE_TAKEN (another camera that is not retired has the code). */
  put(change: CameraChange): Promise<void>;
  putSite(site: Site): Promise<void>;
  /** Removes cameras and sites with all versions (the demo). */
  erase(ids: { cameras: readonly string[]; sites: readonly string[] }): Promise<void>;
  /** Zone ids this camera ever had: they are never used again. */
  zoneIdsEverUsed(cameraId: string): Promise<ReadonlySet<string>>;
}
