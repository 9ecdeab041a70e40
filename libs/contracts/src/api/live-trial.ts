import { z } from 'zod';
import { modelBinding } from '../records/camera.ts';
import { zoneCount } from '../records/frame-count.ts';
import { modelId } from '../records/ids.ts';
import { instant } from '../records/instant.ts';
import { samplingPlan } from '../records/sampling-plan.ts';
import { zoneInput } from '../records/zone.ts';

export const liveTrialId = z
  .string()
  .regex(/^[0-9a-z]{12}$/, 'expected 12 characters of 0-9 a-z')
  .describe('Id of a live trial');

export const liveTrialInput = z
  .strictObject({
    liveTrialId: liveTrialId
      .optional()
      .describe('The live trial to continue; default: a new one, which counts from 0'),
    zones: z
      .array(zoneInput)
      .max(64)
      .describe(
        'Draft zones; other zones than before begin again at 0. The zone "view" (the whole picture) is always counted',
      ),
    model: modelBinding.optional().describe('Model and its settings; default: those of the camera'),
    plan: samplingPlan
      .optional()
      .describe(
        'Sampling plan; default: that of the camera. Fewer than 5 frames/s are raised to 5, as lines need them',
      ),
  })
  .describe(
    'Request for the numbers of a live trial; repeat it every second: 5 s after the last one it ends',
  );
export type LiveTrialInput = z.infer<typeof liveTrialInput>;

/** Numbers of a live trial; without a picture, a position or a track. */
export const liveTrialNumbers = z.object({
  startedAt: instant.optional().describe('Arrival of the first counted frame; absent until it is counted'),
  frames: z.int().min(0).describe('Counted frames, number'),
  framesPerSecond: z.number().min(0).optional().describe('Counted frames per second since the start'),
  zones: z
    .array(zoneCount)
    .max(65)
    .describe('Counts of the last frame; the crossings of lines since the start of the live trial'),
  fault: z
    .string()
    .max(1_000)
    .optional()
    .describe('Why no frame is counted at the moment, one sentence; absent while frames are counted'),
});
export type LiveTrialNumbers = z.infer<typeof liveTrialNumbers>;

export const liveTrialResponse = z
  .object({
    liveTrialId,
    model: modelId.describe('Model that counts'),
    ...liveTrialNumbers.shape,
    warnings: z
      .array(z.string())
      .describe('Warnings about overlaps, sizes and sampling rates, one sentence each'),
  })
  .describe('Running counts of a live trial; never stored');
export type LiveTrialResponse = z.infer<typeof liveTrialResponse>;
