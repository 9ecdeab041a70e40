import { ApiError, call } from './call.ts';

const linkPattern = /[#&]link=([^&\s]+)/;

/** The secret of a pasted sign-in link; other text is returned trimmed. */
export function secretOf(pasted: string): string {
  const text = pasted.trim();
  const match = linkPattern.exec(text);
  return match?.[1] ? decodeURIComponent(match[1]) : text;
}

/** Returns the secret in the address and removes it there, so that no history and no screenshot contains it. */
export function takeLinkFromAddress(): string | undefined {
  if (!linkPattern.test(location.hash)) return undefined;
  const secret = secretOf(location.hash);
  history.replaceState(null, '', location.pathname + location.search);
  return secret;
}

/**
 * Exchanges the secret of a sign-in link, or else the administrator token, for a session cookie. Only the server can
 * tell the two apart.
 *
 * @throws {ApiError} when the server accepts the secret neither as a link nor as a token.
 */
export async function signIn(secret: string): Promise<void> {
  try {
    await call('POST', '/v1/session', { link: secret });
  } catch (failure) {
    if (!(failure instanceof ApiError) || failure.status !== 401) throw failure;
    await call('POST', '/v1/session', { token: secret }).catch((error: unknown) => {
      throw error instanceof ApiError && (error.status === 401 || error.status === 400) ? failure : error;
    });
  }
}

export const signOut = (): Promise<unknown> => call('DELETE', '/v1/session');
