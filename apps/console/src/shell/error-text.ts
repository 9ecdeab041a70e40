import type { TFunction } from 'i18next';
import { ApiError } from '../api/call.ts';
import type { ServerSentence } from '../language/server-sentence.ts';

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

/** What the code says already. */
const sentenceOfCode = 'error.default';

/** The server's sentences, more specific than the text of the code: all details, otherwise the sentence of the error. */
export function serverSentences(error: unknown): readonly ServerSentence[] {
  if (!(error instanceof ApiError) || completeTexts.has(error.code)) return [];
  if (error.details.length > 0) return error.details;
  return error.sentence.code === sentenceOfCode ? [] : [error.sentence];
}

/** The same as English texts. */
export const serverMessages = (error: unknown): readonly string[] =>
  serverSentences(error).map(({ message }) => message);
