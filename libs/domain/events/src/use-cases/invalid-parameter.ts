import { VialogError } from '@vialog/contracts';

/** A query parameter that passed its schema and is still not valid. */
export const invalidParameter = (path: string, message: string): VialogError =>
  new VialogError('VALIDATION_FAILED', message, { details: [{ path, message }] });
