import type { SamplingPlan } from '@vialog/contracts';

/** Frames per second that a plan guarantees; 0 for key frames, whose interval the camera sets. */
export function planFps(plan: SamplingPlan): number {
  if (plan.mode === 'fps') return plan.fps;
  return plan.mode === 'interval' ? 1_000 / plan.intervalMs : 0;
}
