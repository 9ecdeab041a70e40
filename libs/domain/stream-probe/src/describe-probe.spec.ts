import { expect, test } from '@jest/globals';
import { describeFound, sentence } from './describe-probe.ts';

test.each([
  [
    { protocol: 'rtsp', codec: 'hevc', framesPerSecond: 24.96 },
    'H.265 over RTSP, 640 × 360 px, 25 frames/s.',
  ],
  [{ protocol: 'rtsps', codec: 'mjpeg' }, 'Motion JPEG over RTSP with TLS, 640 × 360 px.'],
  [{ protocol: 'snapshot', codec: 'mjpeg' }, 'JPEG snapshots over HTTP, 640 × 360 px.'],
  [
    { protocol: 'snapshot', codec: 'webp', refreshMs: 3_000 },
    'WebP snapshots over HTTP, 640 × 360 px, a new picture every 3 s.',
  ],
  [{ protocol: 'mjpeg', codec: 'mjpeg' }, 'Motion JPEG over HTTP, 640 × 360 px.'],
  [{ protocol: 'hls', codec: 'h264' }, 'H.264 over HLS, 640 × 360 px.'],
  [{ protocol: 'video', codec: 'vp6f' }, 'Vp6f over HTTP, 640 × 360 px.'],
  [{ protocol: 'synthetic' }, 'Pictures of a rendered scene, 640 × 360 px.'],
] as const)('%j is described in one sentence', (found, expected) => {
  expect(describeFound({ width: 640, height: 360, ...found })).toBe(expected);
});

test('a URL at the start of a sentence keeps its scheme in lower case', () => {
  expect(sentence('synthetic:moon: expected synthetic:lot')).toBe('synthetic:moon: expected synthetic:lot.');
  expect(sentence('the stream failed: 404')).toBe('The stream failed: 404.');
});
