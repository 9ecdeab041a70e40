import { z } from 'zod';
import { cameraId } from './ids.ts';
import { instant } from './instant.ts';
import { streamProtocol } from './stream-protocol.ts';
import { healthReasons } from './vocabulary.ts';

export const cameraHealth = z
  .strictObject({
    v: z.literal(1).describe('Record version'),
    cameraId,
    state: z
      .enum(['starting', 'online', 'degraded', 'offline', 'paused', 'stopped'])
      .describe(
        'online: frames arrive and are counted; degraded: frames arrive and cannot be counted, or their numbers deserve a check; paused: by a person; stopped: not sampled (draft, retired, or Vialog ended)',
      ),
    reason: z
      .enum(healthReasons)
      .optional()
      .describe('Why frames do not arrive or cannot be counted, or why their numbers deserve a check'),
    detail: z
      .string()
      .max(300)
      .optional()
      .describe('Human-readable explanation, one sentence, without credentials'),
    protocol: streamProtocol
      .optional()
      .describe('What the http(s) URL of the stream returned: snapshot, mjpeg, hls or video'),
    lastFrameAt: instant.optional().describe('Arrival of the last frame'),
    changedAt: instant.describe('Time of the last change of state'),
    framesPerMinute: z.number().min(0).optional().describe('Frames counted in the last minute, 1/min'),
  })
  .describe('Health of a camera');
export type CameraHealth = z.infer<typeof cameraHealth>;
