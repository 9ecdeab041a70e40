import { z } from 'zod';

const sceneGate = z
  .boolean()
  .optional()
  .describe(
    'Reuse the count of a camera while its picture does not change; the network still runs every 60 s. Default: false. Cameras ' +
      'with lines or stopped vehicles are never gated',
  );

/** Sampling plan of a stream. Terms follow FFmpeg. */
export const samplingPlan = z
  .discriminatedUnion('mode', [
    z.strictObject({
      mode: z.literal('keyframes').describe('Key frames only; other frames are not decoded'),
      sceneGate,
    }),
    z.strictObject({
      mode: z.literal('fps').describe('Full decode at a fixed rate'),
      fps: z.number().min(0.1).max(5).describe('Frames per second'),
      sceneGate,
    }),
    z.strictObject({
      mode: z.literal('interval').describe('One frame per interval'),
      intervalMs: z.int().min(200).max(1_800_000).describe('Time between frames, ms'),
      sceneGate,
    }),
  ])
  .describe('Sampling plan');
export type SamplingPlan = z.infer<typeof samplingPlan>;

export const defaultPlan: SamplingPlan = { mode: 'interval', intervalMs: 5_000 };

/** Whether the frames of a plan may reuse counts. */
export const isGated = ({ sceneGate: isOn = false }: SamplingPlan): boolean => isOn;

/** Interval between sampled frames, ms; undefined for key frames, whose interval the camera decides. */
export function samplingIntervalMs(plan: SamplingPlan): number | undefined {
  if (plan.mode === 'interval') return plan.intervalMs;
  return plan.mode === 'fps' ? 1000 / plan.fps : undefined;
}
