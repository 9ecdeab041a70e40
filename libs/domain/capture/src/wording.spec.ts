import { describe, expect, it } from '@jest/globals';
import type { CaptureEvent, CaptureRequest, FrameSource } from './frame-source.port.ts';
import { explainFfmpeg } from './explain-ffmpeg.ts';
import { scrubCredentials } from './scrub-credentials.ts';
import { SourceByScheme } from './source-by-scheme.ts';

describe('scrubCredentials', () => {
  it.each([
    ['rtsp://admin:hunter2@cam/1 failed', 'rtsp://cam/1 failed'],
    ['rtsp://admin@cam/1', 'rtsp://cam/1'],
    ['rtsp://admin:p@ss/word@cam/1', 'rtsp://cam/1'],
    ['RTSPS://u:p@cam and http://x:y@z/', 'RTSPS://cam and http://z/'],
    ['http://cam/s.jpg?user=a&pwd=b&size=2', 'http://cam/s.jpg?user=…&pwd=…&size=2'],
    ['Authorization: Basic YTpi\nnext', 'Authorization: …\nnext'],
    ['mail someone@example.org', 'mail someone@example.org'],
    ['http://cam/a.jpg', 'http://cam/a.jpg'],
  ])('%s', (text, expected) => {
    expect(scrubCredentials(text)).toBe(expected);
  });

  it('takes a line of 100,000 letters without slowing down', () => {
    const startedAt = performance.now();
    scrubCredentials('a'.repeat(100_000) + '://' + '@x'.repeat(1_000));
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});

describe('explainFfmpeg', () => {
  it.each([
    ['rtsp://10.0.0.1/x: Connection refused', 'offline', /nothing listens/],
    ['[rtsp @ 0x1] method DESCRIBE failed: 404 Not Found', 'offline', /no such stream/],
    ['[rtsp @ 0x1] method DESCRIBE failed: 401 Unauthorized', 'offline', /user name/],
    ['[rtsp @ 0x1] method SETUP failed: 461 Unsupported transport', 'offline', /tcp/],
    ['[rtsp @ 0x1] method DESCRIBE failed: 503 Service Unavailable', 'offline', /error/],
    ['Connection timed out', 'offline', /stopped answering/],
    ["Stream map '0:v:0' matches no streams.", 'decode_error', /no picture/],
    ['moov atom not found\nx.mp4: Invalid data found when processing input', 'decode_error', /cut off/],
    [
      "[jpeg_pipe @ 0x1] Format not on whitelist 'mov,mp4'",
      'decode_error',
      /is a picture or .* expected a video/,
    ],
    ["Protocol 'file' not on whitelist 'rtsp'!", 'decode_error', /not allowed/],
  ])('%s', (messages, reason, detail) => {
    expect(explainFfmpeg(messages, false)).toMatchObject({ reason, detail: expect.stringMatching(detail) });
  });

  it('tells a stream that ended from one that never began', () => {
    expect(explainFfmpeg('', true).detail).toBe('the stream ended');
    expect(explainFfmpeg('', false).detail).toMatch(/no picture/);
  });

  it('never repeats what ffmpeg wrote', () => {
    for (const delivered of [true, false]) {
      expect(explainFfmpeg('secret-host Connection refused', delivered).detail).not.toContain('secret-host');
    }
  });
});

describe('SourceByScheme', () => {
  const named = (name: string): FrameSource => ({
    frames: async function* (): AsyncGenerator<CaptureEvent> {
      await Promise.resolve();
      yield { kind: 'trouble', reason: 'offline', detail: name, at: 0 };
    },
  });
  const source = new SourceByScheme({
    rtsp: named('rtsp'),
    snapshot: named('snapshot'),
    file: named('file'),
    synthetic: named('synthetic'),
  });

  it.each([
    ['rtsp://cam/1', 'rtsp'],
    ['RTSPS://cam/1', 'rtsp'],
    ['https://cam/a.jpg', 'snapshot'],
    ['file:///lot.mp4', 'file'],
    ['synthetic:lot?seed=1', 'synthetic'],
  ])('%s goes to the source for %s', async (url, expected) => {
    const request: CaptureRequest = {
      stream: { url, transport: 'tcp' },
      plan: { mode: 'keyframes' },
      width: 416,
    };
    for await (const event of source.frames(request, new AbortController().signal)) {
      expect(event).toMatchObject({ detail: expected });
    }
  });
});
