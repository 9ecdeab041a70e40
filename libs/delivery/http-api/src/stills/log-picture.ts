import type { StillGrantRecord } from '@vialog/access';
import { principalOf, type AuthenticatedRequest } from '../access/authenticated-request.ts';

/** Writes to the log who may see pictures of which camera, why and until when. */
export function logGrant(
  request: AuthenticatedRequest,
  grant: StillGrantRecord & { readonly url?: string },
): void {
  const { holder, cameraId, reason, expiresAt, url } = grant;
  const until = new Date(expiresAt).toISOString();
  const line = {
    user: holder,
    client: request.ip,
    cameraId,
    reason,
    until,
    ...(url === undefined ? {} : { url }),
  };
  request.log.info(line, 'still grant opened');
}

/** Writes to the log that a picture was sent, without the picture. */
export function logPicture(
  request: AuthenticatedRequest,
  cameraId: string,
  what: 'still' | 'trial' | 'outlines',
): void {
  request.log.info(lineOf(request, cameraId), `${what} sent`);
}

/** Writes to the log that a user watches the running counts of a camera. */
export function logLiveTrial(request: AuthenticatedRequest, cameraId: string): void {
  request.log.info(lineOf(request, cameraId), 'live trial started');
}

const lineOf = (request: AuthenticatedRequest, cameraId: string) => ({
  user: principalOf(request).name,
  client: request.ip,
  cameraId,
});
