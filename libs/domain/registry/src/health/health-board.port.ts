import type { CameraHealth } from '@vialog/contracts';

/** The latest health of each camera. */
export interface HealthBoard {
  of(cameraId: string): CameraHealth | undefined;
}
