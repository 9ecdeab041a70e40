import type { TFunction } from 'i18next';
import { ApiFailure } from '../api/call.ts';

/** A failure in the reader's language by its code; where there is no translation the server's own sentence. */
export function failureText(error: unknown, t: TFunction): string {
  if (!(error instanceof ApiFailure)) return t('failure.UNEXPECTED');
  return t(`failure.${error.code}`, { defaultValue: error.message });
}
