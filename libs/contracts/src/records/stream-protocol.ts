import { z } from 'zod';

/** How a stream is read. For an http(s) URL its response decides. */
export const streamProtocol = z
  .enum(['rtsp', 'rtsps', 'snapshot', 'mjpeg', 'hls', 'video', 'file', 'synthetic'])
  .describe(
    'rtsp; rtsps: RTSP over TLS; snapshot: one picture per HTTP request; mjpeg: motion JPEG over HTTP; hls; video: another ' +
      'video over HTTP; file: clip in the media folder; synthetic: rendered scene',
  );
export type StreamProtocol = z.infer<typeof streamProtocol>;
