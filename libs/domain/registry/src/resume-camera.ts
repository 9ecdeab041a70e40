import type { Camera } from '@vialog/contracts';
import { moveCamera } from './lifecycle-moves.ts';
import type { Registry } from './registry.ts';

/** Starts or resumes sampling at the next slot boundary; also activates a draft. */
export function resumeCamera(registry: Registry, cameraId: string): Promise<Camera> {
  return moveCamera(registry, cameraId, 'active');
}
