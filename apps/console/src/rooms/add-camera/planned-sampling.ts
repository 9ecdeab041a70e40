import type { SamplingPlan } from '@vialog/contracts';
import type { CameraForm } from '../../forms/camera-form.ts';
import { numberText, parseNumber } from '../../forms/number-text.ts';

/** The form fields of a sampling plan. */
export function planFieldsOf(
  plan: SamplingPlan,
): Partial<Pick<CameraForm, 'planMode' | 'planInterval' | 'planFps'>> {
  if (plan.mode === 'interval')
    return { planMode: plan.mode, planInterval: numberText(plan.intervalMs / 1_000) };
  return plan.mode === 'fps'
    ? { planMode: plan.mode, planFps: numberText(plan.fps) }
    : { planMode: plan.mode };
}

/** Frames per second of the plan in the form; 0 for key frames and for a number that cannot be read. */
export function plannedFps({
  planMode,
  planFps,
  planInterval,
}: Pick<CameraForm, 'planMode' | 'planFps' | 'planInterval'>): number {
  if (planMode === 'fps') return parseNumber(planFps) ?? 0;
  const seconds = planMode === 'interval' ? parseNumber(planInterval) : undefined;
  return seconds === undefined || seconds <= 0 ? 0 : 1 / seconds;
}
