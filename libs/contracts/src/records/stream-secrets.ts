import { z } from 'zod';

/** Takes the place of a secret value in the stored URL of a stream; the value itself is stored encrypted. */
export const maskedValue = '***';

const withoutControlCharacters = (text: string): boolean => !/\p{Cc}/u.test(text);
const secretText = (max: number) =>
  z
    .string()
    .max(max, `expected at most ${max} characters`)
    .refine(withoutControlCharacters, 'expected no control characters or line breaks');

/** User name and password of a stream. Accepted in requests only; no response contains them. */
export const credentials = z
  .strictObject({
    username: secretText(256).describe('User name at the camera'),
    password: secretText(256).describe('Password at the camera'),
  })
  .describe('User name and password of the stream; stored encrypted and never returned');
export type Credentials = z.infer<typeof credentials>;

/**
 * An encrypted value: format, id of the key, revision and ciphertext. The revision is random, changes with the value and
 * stays the same when the value is encrypted with another key.
 */
export const sealedSecret = z
  .string()
  .max(4_000)
  .regex(/^v1\.[0-9a-f]{16}\.[\w-]{16}\.[\w-]+$/, 'expected an encrypted value that starts with v1.');

/** Key id and revision of a sealed secret. */
export function sealedParts(sealed: string): { readonly keyId: string; readonly revision: string } {
  const [, keyId = '', revision = ''] = sealed.split('.');
  return { keyId, revision };
}

/** Encrypted values of a camera as they are stored. */
export const streamSecrets = z
  .strictObject({
    credentials: sealedSecret.optional().describe('Encrypted user name and password'),
    urlValues: z
      .array(
        z.strictObject({
          name: z.string().max(40).describe('Name of the parameter in the URL, lower case'),
          sealed: sealedSecret.describe('Encrypted value of the parameter'),
        }),
      )
      .max(20)
      .default([])
      .describe('Encrypted values of the URL, in the order in which *** appears in it'),
  })
  .describe('Encrypted secrets of the stream');
export type StreamSecrets = z.infer<typeof streamSecrets>;

/** A stream URL without user name and password, and these two, percent-decoded. */
export interface SplitUrl {
  readonly url: string;
  readonly credentials?: Credentials;
}

/**
 * Takes user name and password out of a URL like `rtsp://user:pass@camera/1`. Everything up to the last `@` before the
 * path belongs to them.
 */
export function splitCredentials(url: string): SplitUrl {
  if (!URL.canParse(url)) return { url };
  const parsed = new URL(url);
  const { username, password } = parsed;
  if (username === '' && password === '') return { url };
  const found = { username: percentDecoded(username), password: percentDecoded(password) };
  const shortened = url.replace(/^(\s*[a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1');
  parsed.username = '';
  parsed.password = '';
  // The text as typed, if the URL parser gives the same result.
  const isSame = URL.canParse(shortened) && new URL(shortened).href === parsed.href;
  return { url: isSame ? shortened : parsed.href, credentials: found };
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a % that encodes nothing is part of the password
  }
}

/** Parameters with secret values in the URLs of cameras, lower case. */
const secretNames: ReadonlySet<string> = new Set(
  `user username usr userid login loginuse pass password passwd passcode pwd loginpas token access_token auth
  authorization key apikey api_key secret sig signature`.split(/\s+/),
);
const namePattern = [...secretNames].join('|');
/** Some recorders expect `/user=admin_password=secret_channel=1.sdp` or `/user=admin&password=secret&channel=1.sdp`. */
const pathValue = new RegExp(`([/_;&])((?:${namePattern})=)([^/;&]*?)(?=[/;&]|_[a-z]+=|$)`, 'gi');

/**
 * Replaces each secret value in the path and the query of a stream URL. Empty values and the URLs of clips and scenes
 * have none.
 * @param replacement receives the name of the parameter, lower case, and its value as it stands in the URL
 */
export function replaceUrlSecrets(url: string, replacement: (name: string, value: string) => string): string {
  const [, origin, path = '', query = '', fragment = ''] =
    /^(\s*(?:rtsps?|https?):\/\/[^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/is.exec(url) ?? [];
  if (origin === undefined) return url;
  const inPath = path.replace(pathValue, (all, before: string, assignment: string, value: string) =>
    value === '' ? all : `${before}${assignment}${replacement(assignment.slice(0, -1).toLowerCase(), value)}`,
  );
  const inQuery = query.replace(
    /([?&])([^=&]*)=([^&]+)/g,
    (all, before: string, name: string, value: string) => {
      const plain = percentDecoded(name).toLowerCase();
      return secretNames.has(plain) ? `${before}${name}=${replacement(plain, value)}` : all;
    },
  );
  return `${origin}${inPath}${inQuery}${fragment}`;
}

/** A stream URL for responses and logs: without user name, password and secret values. */
export const maskUrl = (url: string): string =>
  replaceUrlSecrets(splitCredentials(url).url, () => maskedValue);
