import type { TFunction } from 'i18next';
import { ApiError } from '../api/call.ts';

/** The message of an error in the reader's language, by code; the server's English message for an unknown code. */
export function errorText(error: unknown, t: TFunction): string {
  if (!(error instanceof ApiError)) return t('error.UNEXPECTED');
  return t(`error.${error.code}`, { defaultValue: error.message });
}

/** Errors whose text in the console is complete, or for which no server message exists. */
const completeTexts = new Set([
  'UNREACHABLE',
  'UNEXPECTED',
  'UNAUTHENTICATED',
  'SIGN_IN_LINK_USED',
  'STILL_GRANT_REQUIRED',
  'CAMERA_NOT_FOUND',
  'SITE_NOT_FOUND',
  'TOO_FEW_SPACES',
  'RULE_NOT_FOUND',
  'CHANNEL_NOT_FOUND',
  'SEARCH_NOT_FOUND',
  'CALENDAR_NOT_FOUND',
  'SCHEDULE_NOT_FOUND',
]);

/** The server's English messages, more specific than the text of the code: all details, otherwise the message. */
export function serverMessages(error: unknown): readonly string[] {
  if (!(error instanceof ApiError) || completeTexts.has(error.code)) return [];
  const details = error.details.map((detail) => detail.message);
  return details.length > 0 ? details : [error.message];
}
