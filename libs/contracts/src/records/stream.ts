import { z } from 'zod';

export const streamSchemes = ['rtsp:', 'rtsps:', 'http:', 'https:', 'file:', 'synthetic:'] as const;

/** Kind of a stream by its URL. What a `snapshot` URL answers decides how it is read. */
export const streamKind = z
  .enum(['rtsp', 'snapshot', 'file', 'synthetic'])
  .describe(
    'rtsp: RTSP stream; snapshot: pictures (JPEG, PNG, WebP) or motion JPEG over HTTP; file: clip in the media folder; ' +
      'synthetic: rendered scene',
  );
export type StreamKind = z.infer<typeof streamKind>;

const url = z.string().trim().min(1).max(2_000);
/** URL parsers remove tabs and line breaks silently, so the stored URL would differ from the opened one. */
const controlCharacter = /\p{Cc}/u;

const streamFields = {
  transport: z.enum(['tcp', 'udp']).default('tcp').describe('RTP transport of an RTSP stream'),
  refreshMs: z.int().min(200).max(1_800_000).optional().describe('Refresh period of a snapshot source, ms'),
};

export const streamInput = z
  .strictObject({
    url: url
      .superRefine(checkUrl)
      .describe(
        'URL of the stream: rtsp, http(s), file or synthetic. A user name and password in it become `credentials`. ' +
          'Secret values like pwd=… are stored encrypted and returned as ***; *** keeps the stored value',
      ),
    ...streamFields,
  })
  .describe('Stream of a camera');
export type Stream = z.infer<typeof streamInput>;

/** A stream as it is stored and returned. */
export const stream = z
  .strictObject({
    url: url
      .superRefine(checkUrl)
      .superRefine(refuseCredentials)
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
  return scheme === 'file' ? 'file' : 'synthetic';
}

function checkUrl(text: string, context: z.RefinementCtx): void {
  const fail = (message: string) => context.addIssue({ code: 'custom', message });
  if (controlCharacter.test(text)) return fail('expected a URL without control characters or line breaks');
  if (!URL.canParse(text)) return fail('expected a URL like rtsp://camera.example/stream1');
  const parsed = new URL(text);
  if (!(streamSchemes as readonly string[]).includes(parsed.protocol)) {
    return fail(`expected one of ${streamSchemes.join(' ')} ; found ${parsed.protocol}`);
  }
  if (
    /^(rtsps?|https?):$/.test(parsed.protocol) &&
    (!/[a-z0-9]/i.test(parsed.hostname) || parsed.port === '0')
  ) {
    return fail(
      'expected a host, and a port from 1 to 65535 where one is given, like rtsp://camera.example:554/stream1',
    );
  }
}

function refuseCredentials(text: string, context: z.RefinementCtx): void {
  if (!URL.canParse(text)) return;
  const { username, password } = new URL(text);
  if (username === '' && password === '') return;
  context.addIssue({ code: 'custom', message: 'expected a URL without a user name and password' });
}
