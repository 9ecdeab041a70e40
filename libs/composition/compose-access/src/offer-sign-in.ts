import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { issueSignInLink, type Access } from '@vialog/access';

export interface SignInOptions {
  readonly access: Access;
  /** Whether the operator configured an administrator token. */
  readonly hasToken: boolean;
  readonly dataDir: string;
  /** Address of the console, as `http://127.0.0.1:7070`. */
  readonly url: string;
  /** Whether a person reads the output. Other output goes to a log, where a sign-in link must not appear. */
  readonly isTerminal: boolean;
}

/** How the operator signs in first. */
export type SignInOffer =
  /** A link to print on the terminal. */
  | { readonly kind: 'link'; readonly link: string }
  /** A link in a file that only its owner can read. */
  | { readonly kind: 'file'; readonly path: string }
  /** No link: the operator has the administrator token. */
  | { readonly kind: 'token' };

/**
 * Offers the first sign-in after a start. A sign-in link works once within ten minutes and gives all permissions, so it
 * is printed only on a terminal; otherwise it is written to the file `sign-in-link` of the data folder (mode 0600).
 *
 * @throws {Error} when the file cannot be written
 */
export async function offerSignIn(options: SignInOptions): Promise<SignInOffer> {
  const { access, dataDir, url } = options;
  const path = join(dataDir, 'sign-in-link');
  await rm(path, { force: true });
  if (options.hasToken) return { kind: 'token' };
  const link = `${url}/#link=${await issueSignInLink(access)}`;
  if (options.isTerminal) return { kind: 'link', link };
  await writeFile(path, `${link}\n`, { mode: 0o600, flag: 'wx' });
  return { kind: 'file', path };
}

/** The offer as a sentence; the only form that contains the link is that for a terminal. */
export function signInSentence(offer: SignInOffer): string {
  if (offer.kind === 'token') return 'Sign in with the administrator token.';
  if (offer.kind === 'file') return `Sign in with the link in ${offer.path} (works once, for ten minutes).`;
  return `Sign in with this link (works once, for ten minutes): ${offer.link}`;
}
