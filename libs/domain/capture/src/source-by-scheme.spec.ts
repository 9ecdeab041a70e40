import { describe, expect, it } from '@jest/globals';
import type { CaptureEvent, CaptureRequest, FrameSource } from './frame-source.port.ts';
import { SourceByScheme } from './source-by-scheme.ts';

describe('SourceByScheme', () => {
  const named = (name: string): FrameSource => ({
    frames: async function* (): AsyncGenerator<CaptureEvent> {
      await Promise.resolve();
      yield { kind: 'fault', reason: 'offline', detail: name, at: 0 };
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
  ])('passes the URL %s to the source for %s', async (url, expected) => {
    const request: CaptureRequest = {
      stream: { url, transport: 'tcp' },
      plan: { mode: 'keyframes' },
      width: 416,
      pixelFormat: 'rgb24',
    };
    for await (const event of source.frames(request, new AbortController().signal)) {
      expect(event).toMatchObject({ detail: expected });
    }
  });
});
