import { queryOptions } from '@tanstack/react-query';
import type {
  BoardQuery,
  BoardResponse,
  KioskLinkInput,
  KioskLinksResponse,
  Me,
  NewKioskLink,
} from '@vialog/contracts';
import { call, isUnauthenticated, request } from './call.ts';

/** Which sites a board shows, as in its address. */
export type BoardSelection = Pick<BoardQuery, 'kind' | 'sort'> & {
  /** Comma-separated ids and names. */
  readonly sites?: string | undefined;
  readonly groups?: string | undefined;
};

export async function readBoard(selection: BoardSelection, signal: AbortSignal): Promise<BoardResponse> {
  const entries = Object.entries(selection).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const response = await request(`/v1/board?${new URLSearchParams(entries).toString()}`, { signal });
  return (await response.json()) as BoardResponse;
}

/**
 * Exchanges the secret of a kiosk link for a session of this screen. The session of a person who may read everything is kept:
 * opening a link on the own computer must not sign anyone out.
 *
 * @throws {ApiError} with status 401 when the link has expired or was revoked
 */
export async function openKioskLink(secret: string): Promise<void> {
  const me = await call<Me>('GET', '/v1/me').catch((error: unknown) => {
    if (isUnauthenticated(error)) return undefined;
    throw error;
  });
  if (!me?.permissions.includes('read')) await call('POST', '/v1/session', { kiosk: secret });
}

export const kioskLinksQuery = queryOptions({
  queryKey: ['kiosk links'],
  queryFn: async () => (await call<KioskLinksResponse>('GET', '/v1/kiosk-links')).items,
});

export const createKioskLink = (input: KioskLinkInput): Promise<NewKioskLink> =>
  call<NewKioskLink>('POST', '/v1/kiosk-links', input);

export const revokeKioskLink = (kioskLinkId: string): Promise<unknown> =>
  call('DELETE', `/v1/kiosk-links/${kioskLinkId}`);
