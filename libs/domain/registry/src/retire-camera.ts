import type { Camera } from '@vialog/contracts';
import { moveCamera } from './lifecycle-moves.ts';
import type { Registry } from './registry.ts';

/** Retires a camera permanently at the next slot boundary. Its counts are kept; its code is free again. */
export function retireCamera(registry: Registry, cameraId: string): Promise<Camera> {
  return moveCamera(registry, cameraId, 'retired');
}
