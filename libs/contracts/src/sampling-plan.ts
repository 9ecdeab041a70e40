import { z } from 'zod';

/** How sample frames are taken from a stream. Names follow FFmpeg. */
export const samplingPlan = z
  .discriminatedUnion('mode', [
    z.strictObject({ mode: z.literal('keyframes').describe('Every key frame; nothing else is decoded') }),
    z.strictObject({
      mode: z.literal('fps').describe('Full decode at a rate'),
      fps: z.number().min(0.1).max(5).describe('Frames per second'),
    }),
    z.strictObject({
      mode: z.literal('interval').describe('One frame per interval'),
      intervalMs: z.int().min(200).max(1_800_000).describe('Time between frames, ms'),
    }),
  ])
  .describe('How sample frames are taken');
export type SamplingPlan = z.infer<typeof samplingPlan>;

export const defaultPlan: SamplingPlan = { mode: 'interval', intervalMs: 5_000 };

/** Time between sampled frames of a plan, ms; undefined for key frames, whose pace the camera sets. */
export function samplingIntervalMs(plan: SamplingPlan): number | undefined {
  if (plan.mode === 'interval') return plan.intervalMs;
  return plan.mode === 'fps' ? 1000 / plan.fps : undefined;
}
