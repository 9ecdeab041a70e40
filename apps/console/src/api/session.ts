import { ApiFailure, call } from './call.ts';

const linkPattern = /[#&]link=([^&\s]+)/;

/** The secret of a sign-in link, from a whole link or from the secret itself. */
export function secretOf(pasted: string): string {
  const text = pasted.trim();
  const match = linkPattern.exec(text);
  return match?.[1] ? decodeURIComponent(match[1]) : text;
}

/** Takes the secret out of the address at once, so that it stays in no history and no screenshot. */
export function takeLinkFromAddress(): string | undefined {
  if (!linkPattern.test(location.hash)) return undefined;
  const secret = secretOf(location.hash);
  history.replaceState(null, '', location.pathname + location.search);
  return secret;
}

/**
 * Makes a session cookie of a link's secret or of the administrator token; which of them was pasted shows only when
 * the server is asked. Throws ApiFailure with what the server says about the secret.
 */
export async function signIn(secret: string): Promise<void> {
  try {
    await call('POST', '/v1/session', { link: secret });
  } catch (failure) {
    if (!(failure instanceof ApiFailure) || failure.status !== 401) throw failure;
    await call('POST', '/v1/session', { token: secret }).catch((error: unknown) => {
      throw error instanceof ApiFailure && (error.status === 401 || error.status === 400) ? failure : error;
    });
  }
}

export const signOut = (): Promise<unknown> => call('DELETE', '/v1/session');
