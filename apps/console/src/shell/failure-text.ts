import type { TFunction } from 'i18next';
import { ApiFailure } from '../api/call.ts';

/** A failure in the reader's language by its code; the server's own sentence where the code is new to this console. */
export function failureText(error: unknown, t: TFunction): string {
  if (!(error instanceof ApiFailure)) return t('failure.UNEXPECTED');
  return t(`failure.${error.code}`, { defaultValue: error.message });
}

/** Of these the console knows more than the server, or there was no server to say anything. */
const saysItAll = new Set(['UNREACHABLE', 'UNEXPECTED', 'UNAUTHENTICATED', 'SIGN_IN_LINK_USED']);

/** The server's own sentences, in English and more exact than the code: all details, else the message. */
export function serverSentences(error: unknown): readonly string[] {
  if (!(error instanceof ApiFailure) || saysItAll.has(error.code)) return [];
  const details = error.details.map((detail) => detail.message);
  return details.length > 0 ? details : [error.message];
}
