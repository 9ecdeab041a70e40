import type { StillGrant } from '@vialog/contracts';
import { ApiError } from '../../api/call.ts';

/**
 * Whether a grant allows to see pictures. It ends after ten minutes, or earlier when the server restarts: a trial is then
 * answered with STILL_GRANT_REQUIRED.
 * @param now epoch ms on the server's clock
 */
export function isGranted(
  grant: Pick<StillGrant, 'expiresAt'> | undefined,
  trialError: Error | null,
  now: number,
): boolean {
  if (grant === undefined || Date.parse(grant.expiresAt) <= now) return false;
  return !(trialError instanceof ApiError && trialError.code === 'STILL_GRANT_REQUIRED');
}
