import { z } from 'zod';
import { gapReason } from './gap-reason.ts';
import { cameraId } from './ids.ts';
import { instant } from './instant.ts';

export const cameraHealth = z
  .strictObject({
    v: z.literal(1).describe('Record version'),
    cameraId,
    state: z
      .enum(['starting', 'online', 'degraded', 'offline', 'stopped'])
      .describe('online: frames arrive and are counted'),
    reason: gapReason.optional(),
    detail: z.string().max(300).optional().describe('What was seen, one sentence, no credentials'),
    lastFrameAt: instant.optional().describe('Arrival of the last frame'),
    changedAt: instant.describe('Since when this state holds'),
    framesPerMinute: z.number().min(0).optional().describe('Frames counted in the last minute, 1/min'),
  })
  .describe('How a camera is doing');
export type CameraHealth = z.infer<typeof cameraHealth>;
