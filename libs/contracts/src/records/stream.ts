import { z } from 'zod';
import { streamUrlIssue } from './stream-url-issue.ts';

export { counterKinds, streamSchemes } from './stream-url-issue.ts';

/** Kind of a stream by its URL. What a `snapshot` URL returns decides how it is read. */
export const streamKind = z
  .enum(['rtsp', 'snapshot', 'file', 'synthetic', 'counter'])
  .describe(
    'rtsp: RTSP stream; snapshot: pictures (JPEG, PNG, WebP) or motion JPEG over HTTP; file: clip in the media folder; ' +
      'synthetic: rendered scene; counter: no stream, counts are sent to the API',
  );
export type StreamKind = z.infer<typeof streamKind>;

const url = z.string().trim().min(1).max(2_000);

const streamFields = {
  transport: z.enum(['tcp', 'udp']).default('tcp').describe('RTP transport of an RTSP stream'),
  certificateSha256: z
    .string()
    .overwrite((text) => text.replaceAll(/[:\s]/g, '').toLowerCase())
    .regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 fingerprint: 64 hexadecimal digits')
    .optional()
    .describe(
      'SHA-256 fingerprint of the only certificate that an rtsps or https stream accepts, for cameras with a self-signed one',
    ),
  aspectRatio: z
    .string()
    .regex(/^[1-9]\d{0,3}:[1-9]\d{0,3}$/, 'expected a ratio like 16:9')
    .optional()
    .describe(
      'Ratio of width to height in which the picture is shown, for cameras that do not declare oblong pixels',
    ),
  refreshMs: z.int().min(200).max(1_800_000).optional().describe('Refresh period of a snapshot source, ms'),
};

export const streamInput = z
  .strictObject({
    url: url
      .superRefine(checkUrl)
      .describe(
        'URL of the stream: rtsp, http(s), file or synthetic; for a counter its kind, like counter:loop. A user name and password in it become `credentials`. ' +
          'Secret values like pwd=… are stored encrypted and returned as ***; *** keeps the stored value',
      ),
    ...streamFields,
  })
  .superRefine(rejectUnusedCertificate)
  .describe('Stream of a camera');
export type Stream = z.infer<typeof streamInput>;

/** A stream as it is stored and returned. */
export const stream = z
  .strictObject({
    url: url
      .superRefine(checkUrl)
      .superRefine(rejectCredentials)
      .describe('URL of the stream, without user name and password; *** stands for a secret value'),
    ...streamFields,
  })
  .describe('Stream of a camera');

/**
 * Stream URL of a draft that was imported without one. The top-level domain `.invalid` never resolves (RFC 2606). Such a
 * camera cannot be activated before its URL is set.
 */
export const missingStreamUrl = 'rtsp://stream-url-missing.invalid/';

/** Kind of a URL that passed `streamInput`. */
export function streamKindOf(url: string): StreamKind {
  const scheme = url.slice(0, url.indexOf(':')).toLowerCase();
  if (scheme.startsWith('rtsp')) return 'rtsp';
  if (scheme.startsWith('http')) return 'snapshot';
  if (scheme === 'counter') return 'counter';
  return scheme === 'file' ? 'file' : 'synthetic';
}

function checkUrl(text: string, context: z.RefinementCtx): void {
  const message = streamUrlIssue(text);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
}

/** Without TLS there is no certificate, and a fingerprint would suggest a protection that does not exist. */
function rejectUnusedCertificate(
  { url, certificateSha256 }: { url: string; certificateSha256?: string | undefined },
  context: z.RefinementCtx,
): void {
  const [scheme = ''] = url.toLowerCase().split(':', 1);
  if (certificateSha256 === undefined || tlsSchemes.has(scheme)) return;
  const message =
    `${scheme} has no certificate: expected no fingerprint, or a URL that begins with rtsps:// or https://. ` +
    'Remove the fingerprint, or use the encrypted stream of the camera';
  context.addIssue({ code: 'custom', path: ['certificateSha256'], message });
}

const tlsSchemes: ReadonlySet<string> = new Set(['rtsps', 'https']);

function rejectCredentials(text: string, context: z.RefinementCtx): void {
  if (!URL.canParse(text)) return;
  const { username, password } = new URL(text);
  if (username === '' && password === '') return;
  context.addIssue({ code: 'custom', message: 'expected a URL without a user name and password' });
}
