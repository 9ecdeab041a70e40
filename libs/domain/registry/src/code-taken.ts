import { VialogError, type Camera } from '@vialog/contracts';

/** Error of a store when another camera that is not retired has the code. */
export function codeTaken(camera: Camera): VialogError {
  return new VialogError(
    'CODE_TAKEN',
    `Another camera has the code "${camera.code}"; codes are unique. Choose another code.`,
    {
      details: [{ path: 'code', message: 'expected a code that no other camera has' }],
    },
  );
}
