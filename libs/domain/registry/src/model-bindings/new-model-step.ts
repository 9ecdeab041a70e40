import { isoOf, type ModelBinding, type ModelScope, type ModelStep } from '@vialog/contracts';
import { newId } from '../new-id.ts';
import type { Registry } from '../registry.ts';

export interface StepRequest {
  readonly scope: ModelScope;
  /** Who: the name of the account. */
  readonly by: string;
  readonly why: string;
}

export interface StepChange {
  readonly action: ModelStep['action'];
  /** undefined: the scope has no model. */
  readonly before: ModelBinding | undefined;
  readonly model: ModelBinding | undefined;
  readonly canary?: ModelStep['canary'];
}

/** A step with its time and id. */
export function newModelStep(
  { clock, random }: Pick<Registry, 'clock' | 'random'>,
  { scope, by, why }: StepRequest,
  { action, model, before, canary }: StepChange,
): ModelStep {
  const step: ModelStep = { stepId: newId(random), scope, action, takenAt: isoOf(clock.now()), by, why };
  if (model) step.model = model;
  if (before) step.before = before;
  if (canary) step.canary = canary;
  return step;
}
