import type { Camera } from '@vialog/contracts';
import { moveCamera } from './lifecycle-moves.ts';
import type { Registry } from './registry.ts';

/** Stops sampling at the next slot boundary; paused time is not expected to be measured. */
export function pauseCamera(registry: Registry, cameraId: string): Promise<Camera> {
  return moveCamera(registry, cameraId, 'paused');
}
