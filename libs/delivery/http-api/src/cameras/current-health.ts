import type { Camera, CameraHealth } from '@vialog/contracts';
import type { HealthBoard } from '../ports/health-board.port.ts';

/** How a camera is doing; one that nothing was heard of yet is starting, or stopped where it is not active. */
export function currentHealth(camera: Camera, board: HealthBoard): CameraHealth {
  const { cameraId, lifecycle, validFromAt } = camera;
  if (lifecycle !== 'active') {
    return {
      v: 1,
      cameraId,
      state: 'stopped',
      detail: `The camera is ${lifecycle}.`,
      changedAt: validFromAt,
    };
  }
  return board.of(cameraId) ?? { v: 1, cameraId, state: 'starting', changedAt: validFromAt };
}
