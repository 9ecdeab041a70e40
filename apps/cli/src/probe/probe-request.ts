import { parseArgs } from 'node:util';
import { maskUrl, splitCredentials, streamProbeInput, type StreamProbeInput } from '@vialog/contracts';
import { UsageError } from '../command.ts';
import { serverOf, type ServerAddress } from '../cameras/cameras-request.ts';

/** What the arguments request; URL and password that are read from elsewhere are not part of it. */
export interface ProbeRequest {
  /** The URL of the stream; `-`: the first line of standard input; undefined: the stream of a registered camera. */
  readonly url: string | undefined;
  readonly transport: string | undefined;
  readonly username: string | undefined;
  readonly passwordFile: string | undefined;
  /** SHA-256 fingerprint of the only certificate that is accepted. */
  readonly certificate: string | undefined;
  readonly cameraId: string | undefined;
  readonly region: string | undefined;
  /** Undefined: the stream is opened from this host. */
  readonly server: ServerAddress | undefined;
  readonly isJson: boolean;
}

const text = { type: 'string' } as const;
const options = {
  url: text,
  'token-file': text,
  transport: text,
  username: text,
  'password-file': text,
  certificate: text,
  camera: text,
  region: text,
  json: { type: 'boolean' },
} as const;

/** @throws {UsageError} for invalid arguments, among them a password, which other users can read in the process list */
export function readProbeRequest(args: readonly string[]): ProbeRequest {
  const { values, positionals } = parsed(args);
  const [url] = positionals;
  const { camera: cameraId, certificate, region, transport, username } = values;
  rejectIncomplete({ ...values, urls: positionals });
  if (url !== undefined) rejectSecrets(url);
  const server = values.url === undefined ? undefined : serverOf(values);
  const isJson = values.json ?? false;
  return {
    url,
    transport,
    username,
    passwordFile: values['password-file'],
    certificate,
    cameraId,
    region,
    server,
    isJson,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(Error.isError(error) ? error.message : String(error));
  }
}

interface ProbeArguments {
  /** Arguments that are no options. */
  readonly urls: readonly string[];
  readonly url?: string | undefined;
  readonly camera?: string | undefined;
  readonly region?: string | undefined;
  readonly certificate?: string | undefined;
}

/** @throws {UsageError} when an option needs another argument that is missing */
function rejectIncomplete({ urls, url, camera, region, certificate }: ProbeArguments): void {
  const [streamUrl] = urls;
  if (urls.length > 1 || (streamUrl === undefined && camera === undefined))
    throw new UsageError('expected the URL of one stream, or --camera with --url');
  if (url === undefined && (camera !== undefined || region !== undefined))
    throw new UsageError('--camera and --region are known to a server: expected its address as --url');
  if (streamUrl === undefined && certificate !== undefined)
    throw new UsageError('--certificate belongs to the URL of a stream: expected that URL too');
}

function rejectSecrets(url: string): void {
  const password = splitCredentials(url).credentials?.password ?? '';
  const hasSecretValue = maskUrl(url) !== splitCredentials(url).url;
  if (password === '' && !hasSecretValue) return;
  throw new UsageError(
    'the URL contains a password, which every user of this host can read in the process list: expected - as the URL, and ' +
      'the URL as the first line of standard input',
  );
}

const optionOfPath: Readonly<Record<string, string>> = { 'stream.certificateSha256': '--certificate' };

/** The values that are not arguments. */
export interface ProbeSecrets {
  readonly url: string | undefined;
  readonly password: string | undefined;
}

/** @throws {UsageError} when the URL is invalid; the message does not repeat it */
export function probeInputOf(request: ProbeRequest, { url, password }: ProbeSecrets): StreamProbeInput {
  const { transport, username, certificate, cameraId, region } = request;
  const input = {
    stream: url === undefined ? undefined : { url, transport, certificateSha256: certificate },
    credentials: username === undefined ? undefined : { username, password: password ?? '' },
    cameraId,
    region,
  };
  const { data, error } = streamProbeInput.safeParse(input);
  if (data !== undefined) return data;
  const [issue] = error.issues;
  const path = issue?.path.join('.') ?? '';
  throw new UsageError(`${optionOfPath[path] ?? path}: ${issue?.message}`);
}
