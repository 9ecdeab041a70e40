import {
  credentials as credentialsSchema,
  maskedValue,
  replaceUrlSecrets,
  type Credentials,
  type Stream,
} from '@vialog/contracts';
import type { SecretOpener } from './stream-secrets.port.ts';
import { credentialsOwner, urlValueOwner, type StreamOwner } from './stream-secrets.ts';

/** A stream with its secrets in plain text: for the process that connects to the camera, in memory only. */
export interface OpenedStream {
  readonly stream: Stream;
  readonly credentials?: Credentials;
}

/**
 * Decrypts the secrets of a camera's stream.
 * @throws {Error} when a secret cannot be decrypted; the message says what to do
 */
export async function openStream(
  camera: StreamOwner,
  opener: SecretOpener | undefined,
): Promise<OpenedStream> {
  const { cameraId, secrets, stream } = camera;
  if (!secrets) return { stream };
  if (!opener) throw new Error('This process has no key for the stored credentials of cameras.');
  const values: string[] = [];
  for (const { name, sealed } of secrets.urlValues)
    values.push(await opener.open(urlValueOwner(cameraId, name), sealed));
  const url = replaceUrlSecrets(stream.url, () => values.shift() ?? maskedValue);
  const opened = { stream: { ...stream, url } };
  if (secrets.credentials === undefined) return opened;
  const text = await opener.open(credentialsOwner(cameraId), secrets.credentials);
  return { ...opened, credentials: credentialsSchema.parse(JSON.parse(text)) };
}
