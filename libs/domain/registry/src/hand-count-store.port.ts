import type { HandCount } from '@vialog/contracts';

/** Keeps the hand counts of cameras. They are removed with their camera. */
export interface HandCountStore {
  add(count: HandCount): Promise<void>;
  /** The last hand counts of a camera, newest period first. */
  ofCamera(cameraId: string, limit: number): Promise<readonly HandCount[]>;
}
