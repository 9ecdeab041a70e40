import type { Camera } from '@vialog/contracts';
import { moveCamera } from './lifecycle-moves.ts';
import type { Registry } from './registry.ts';

/** Starts sampling (again) at the next slot boundary; also what makes a draft active. */
export function resumeCamera(registry: Registry, cameraId: string): Promise<Camera> {
  return moveCamera(registry, cameraId, 'active');
}
