import type { SamplingPlan } from '@vialog/contracts';
import type { CameraForm } from '../../forms/camera-form.ts';
import { numberText } from '../../forms/number-text.ts';

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
