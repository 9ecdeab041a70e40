import type { Camera, CameraHealth } from '@vialog/contracts';
import type { HealthBoard } from '@vialog/registry';

/** The health of a camera: `paused` or `stopped` if it is not active, `stopped` for a counter, `starting` before its first health message. */
export function currentHealth(camera: Camera, board: HealthBoard): CameraHealth {
  const { cameraId, lifecycle, streamKind, validFromAt } = camera;
  if (lifecycle !== 'active') {
    return {
      v: 1,
      cameraId,
      state: lifecycle === 'paused' ? 'paused' : 'stopped',
      detail: `The camera is ${lifecycle}.`,
      changedAt: validFromAt,
    };
  }
  if (streamKind === 'counter') {
    const detail = 'A counter has no stream; its counts are sent to the API.';
    return { v: 1, cameraId, state: 'stopped', detail, changedAt: validFromAt };
  }
  return board.of(cameraId) ?? { v: 1, cameraId, state: 'starting', changedAt: validFromAt };
}
