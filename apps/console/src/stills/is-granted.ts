import { ApiError } from '../api/call.ts';

/** An open grant: where its pictures and trials are, and when it ends. */
export interface OpenedStills {
  /** Path of the camera or of the grant in the API. */
  readonly path: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}

/**
 * Whether a grant allows to see pictures. It ends after ten minutes, or earlier when the server restarts: a picture or trial
 * is then rejected with STILL_GRANT_REQUIRED.
 * @param now epoch ms on the server's clock
 */
export function isGranted(
  opened: Pick<OpenedStills, 'expiresAt'> | undefined,
  errors: readonly (Error | null)[],
  now: number,
): boolean {
  if (opened === undefined || Date.parse(opened.expiresAt) <= now) return false;
  return !errors.some((error) => error instanceof ApiError && error.code === 'STILL_GRANT_REQUIRED');
}
