import {
  credentials as credentialsSchema,
  endpointChange,
  maskedValue,
  replaceUrlSecrets,
  sealedParts,
  splitCredentials,
  VialogError,
  type Camera,
  type Credentials,
  type StreamSecrets,
} from '@vialog/contracts';
import { rejectIssues } from './camera-checks.ts';
import type { SecretOwner, SecretSealer } from './stream-secrets.port.ts';

/** The parts of a camera that have to do with the secrets of its stream. */
export type StreamOwner = Pick<Camera, 'cameraId' | 'stream' | 'secrets'>;

export interface SentSecrets {
  /** undefined keeps the stored credentials, null removes them. */
  readonly credentials?: Credentials | null | undefined;
  /** Version before the change; undefined for a new camera. */
  readonly before?: StreamOwner | undefined;
}

/**
 * Moves the secrets of a stream out of its URL and encrypts them: user name and password, and values of parameters like
 * `pwd`, for which the URL keeps ***. A sent *** keeps the stored value of the parameter.
 * @throws {VialogError} VALIDATION_FAILED, SECRETS_UNAVAILABLE
 */
export async function protectStream<C extends StreamOwner>(
  sealer: SecretSealer,
  camera: C,
  { credentials: sent, before }: SentSecrets,
): Promise<C> {
  const { url, credentials } = credentialsOf(camera.stream.url, sent);
  rejectMovedSecrets({ url, credentials, before });
  const { cameraId } = camera;
  const masked = await sealUrlValues(sealer, { cameraId, url, stored: before?.secrets?.urlValues ?? [] });
  const sealed = await sealCredentials(sealer, { cameraId, url, credentials, before });
  const result: C = { ...camera, stream: { ...camera.stream, url: masked.url } };
  delete result.secrets;
  const { urlValues } = masked;
  if (sealed !== undefined) result.secrets = { credentials: sealed, urlValues };
  else if (urlValues.length > 0) result.secrets = { urlValues };
  return result;
}

/** The URL without user name and password, and these: undefined keeps the stored ones, null removes them. */
function credentialsOf(
  sentUrl: string,
  sent: SentSecrets['credentials'],
): { readonly url: string; readonly credentials: Credentials | null | undefined } {
  const { url, credentials: inUrl } = splitCredentials(sentUrl);
  if (inUrl && sent !== undefined)
    reject('credentials', 'expected a user name and password in the URL or in credentials, found both');
  const credentials = sent === undefined ? inUrl : sent;
  if (!credentials) return { url, credentials };
  if (!isNetworkStream(url))
    reject('credentials', 'expected no user name and password for a clip or a synthetic scene');
  rejectInvalid(credentials);
  return { url, credentials };
}

const isNetworkStream = (url: string): boolean => /^\s*(rtsps?|https?):/i.test(url);

function reject(path: string, message: string): never {
  throw new VialogError('VALIDATION_FAILED', message, { details: [{ path, message }] });
}

/** User name and password of a URL are decoded after the request was validated, so they are checked here. */
function rejectInvalid(credentials: Credentials): void {
  const { error } = credentialsSchema.safeParse(credentials);
  const issues = error?.issues ?? [];
  rejectIssues(issues.map(({ path, message }) => ({ path: ['credentials', ...path].join('.'), message })));
}

/** Stored secrets never go elsewhere or lose TLS: a user who may edit a camera must not be able to read its password. */
function rejectMovedSecrets(change: {
  readonly url: string;
  readonly credentials: Credentials | null | undefined;
  readonly before: StreamOwner | undefined;
}): void {
  const { url, credentials, before } = change;
  if (!before?.secrets || !isNetworkStream(url) || !isNetworkStream(before.stream.url)) return;
  const moves = endpointChange(before.stream.url, url);
  if (moves === undefined) return;
  if (before.secrets.credentials !== undefined && credentials === undefined)
    reject(
      'credentials',
      `the stream moves ${moves}: send its user name and password again, or null if ${new URL(url).host} needs none`,
    );
  if (placeholders(url) > 0)
    reject('stream.url', `the stream moves ${moves}: send the values of the URL again instead of ***`);
}

function placeholders(url: string): number {
  let count = 0;
  replaceUrlSecrets(url, (_name, value) => {
    if (value === maskedValue) count += 1;
    return value;
  });
  return count;
}

type UrlValue = StreamSecrets['urlValues'][number];

async function sealUrlValues(
  sealer: SecretSealer,
  stream: { readonly cameraId: string; readonly url: string; readonly stored: readonly UrlValue[] },
): Promise<{ readonly url: string; readonly urlValues: UrlValue[] }> {
  const found: { readonly name: string; readonly value: string }[] = [];
  const url = replaceUrlSecrets(stream.url, (name, value) => {
    found.push({ name, value });
    return maskedValue;
  });
  const stored = [...stream.stored];
  const urlValues: UrlValue[] = [];
  for (const { name, value } of found) {
    const kept = stored.findIndex((each) => each.name === name);
    const [before] = kept < 0 ? [] : stored.splice(kept, 1);
    if (value !== maskedValue) {
      const owner = urlValueOwner(stream.cameraId, name);
      urlValues.push({ name, sealed: await sealer.seal(owner, value) });
    } else if (before) urlValues.push(before);
    else reject('stream.url', `no value is stored for "${name}": send the value instead of ***`);
  }
  return { url, urlValues };
}

async function sealCredentials(
  sealer: SecretSealer,
  change: {
    readonly cameraId: string;
    readonly url: string;
    readonly credentials: Credentials | null | undefined;
    readonly before: StreamOwner | undefined;
  },
): Promise<string | undefined> {
  const { cameraId, url, credentials, before } = change;
  if (credentials === null || !isNetworkStream(url)) return undefined;
  if (credentials === undefined) return before?.secrets?.credentials;
  const { username, password } = credentials;
  return sealer.seal(credentialsOwner(cameraId), JSON.stringify({ username, password }));
}

export const credentialsOwner = (cameraId: string): SecretOwner => ({ cameraId, field: 'credentials' });
export const urlValueOwner = (cameraId: string, name: string): SecretOwner => ({
  cameraId,
  field: `url:${name}`,
});

/** Every sealed secret of a camera. */
export const sealedSecretsOf = ({ secrets }: Camera): readonly string[] => [
  ...(secrets?.credentials === undefined ? [] : [secrets.credentials]),
  ...(secrets?.urlValues ?? []).map(({ sealed }) => sealed),
];

/** Ids of the keys that encrypt the secrets of a camera. */
export const keyIdsOf = (camera: Camera): readonly string[] =>
  sealedSecretsOf(camera).map((sealed) => sealedParts(sealed).keyId);

/** Revisions of the secrets of a camera: equal as long as the values are, whichever key encrypts them. */
export const secretRevisionsOf = (camera: Camera): readonly string[] =>
  sealedSecretsOf(camera).map((sealed) => sealedParts(sealed).revision);
