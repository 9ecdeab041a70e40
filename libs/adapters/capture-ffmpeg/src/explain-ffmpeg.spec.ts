import { describe, expect, it } from '@jest/globals';
import { explainFfmpeg } from './explain-ffmpeg.ts';

describe('explainFfmpeg', () => {
  it.each([
    ['rtsp://10.0.0.1/x: Connection refused', 'offline', /no server listens/],
    ['[rtsp @ 0x1] method DESCRIBE failed: 404 Not Found', 'offline', /no such stream/],
    ['[rtsp @ 0x1] method SETUP failed: 461 Unsupported transport', 'offline', /set transport/],
    ['[rtsp @ 0x1] method DESCRIBE failed: 503 Service Unavailable', 'offline', /error/],
    ['Connection timed out', 'offline', /stopped responding/],
    ["Stream map '0:v:0' matches no streams.", 'decode_error', /no video/],
    ['moov atom not found\nx.mp4: Invalid data found when processing input', 'decode_error', /truncated/],
    [
      "[jpeg_pipe @ 0x1] Format not on whitelist 'mov,mp4'",
      'decode_error',
      /is a picture or .* expected a video/,
    ],
    ["Protocol 'file' not on whitelist 'rtsp'!", 'decode_error', /not allowed/],
  ])('%s', (messages, reason, detail) => {
    expect(explainFfmpeg(messages, false)).toMatchObject({ reason, detail: expect.stringMatching(detail) });
  });

  it('distinguishes a stream that ended from one that delivered no picture', () => {
    expect(explainFfmpeg('', true).detail).toBe('the stream ended');
    expect(explainFfmpeg('', false).detail).toMatch(/without a picture/);
  });

  it('never repeats what ffmpeg wrote', () => {
    for (const delivered of [true, false]) {
      expect(explainFfmpeg('secret-host Connection refused', delivered).detail).not.toContain('secret-host');
    }
  });
});
