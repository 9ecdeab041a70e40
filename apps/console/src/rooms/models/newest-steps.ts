import type { ModelStep } from '@vialog/contracts';
import { isSame } from './precedence.ts';

/** The ids of the steps that can be undone: the newest one of each scope. The steps are listed newest first. */
export function newestOfScopes(steps: readonly ModelStep[]): ReadonlySet<string> {
  const newest: ModelStep[] = [];
  for (const step of steps) if (!newest.some(({ scope }) => isSame(scope, step.scope))) newest.push(step);
  return new Set(newest.map(({ stepId }) => stepId));
}
