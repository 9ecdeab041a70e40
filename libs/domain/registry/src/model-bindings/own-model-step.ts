import type { ModelScope } from '@vialog/contracts';
import type { ModelStepOf } from '../next-version.ts';
import type { Registry } from '../registry.ts';
import { newModelStep } from './new-model-step.ts';
import { ownModelOf } from './resolve-model.ts';

export interface StepAuthor {
  /** Name of the account. */
  readonly by: string;
  readonly why: string;
}

/** Records that a camera got a model of its own; nothing when a change leaves its model as it is. */
export function ownModelStep(registry: Registry, author: StepAuthor): ModelStepOf {
  return async (latest, edited) => {
    const [before, model] = [ownModelOf(latest), ownModelOf(edited)];
    if (JSON.stringify(before) === JSON.stringify(model)) return undefined;
    const scope: ModelScope = { kind: 'camera', id: latest.cameraId };
    const newest = await registry.modelBindings.newest(scope);
    const step = newModelStep(registry, { ...author, scope }, { action: 'bind', model, before });
    return { basedOn: newest?.stepId, step };
  };
}
