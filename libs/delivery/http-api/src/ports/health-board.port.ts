import type { CameraHealth } from '@vialog/contracts';

/** The last that was heard of each camera. */
export interface HealthBoard {
  of(cameraId: string): CameraHealth | undefined;
}
