import { VialogError } from '@vialog/contracts';

/** A field of a channel that does not fit the others. */
export const invalidField = (path: string, message: string): VialogError =>
  new VialogError('VALIDATION_FAILED', `${path}: ${message}`, { details: [{ path, message }] });
