import type { Camera } from '@vialog/contracts';
import { moveCamera } from './lifecycle-moves.ts';
import type { Registry } from './registry.ts';

/** Ends a camera for good at the next slot boundary. Its counts stay, its code becomes free. */
export function retireCamera(registry: Registry, cameraId: string): Promise<Camera> {
  return moveCamera(registry, cameraId, 'retired');
}
