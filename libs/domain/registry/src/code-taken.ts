import { VialogError, type Camera } from '@vialog/contracts';

/** The error a store answers when another camera that is not retired has the code. */
export function codeTaken(camera: Camera): VialogError {
  return new VialogError('CODE_TAKEN', `Another camera has the code "${camera.code}"; codes are unique.`, {
    details: [{ path: 'code', message: 'expected a code no other camera has' }],
  });
}
