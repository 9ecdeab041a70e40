import { modelScopeKey, VialogError, type ModelScope, type ModelStep } from '@vialog/contracts';
import type { ModelBindingStore, ModelStepChange, StepPage } from './model-binding-store.port.ts';

interface WithStep {
  readonly modelStep?: ModelStepChange | undefined;
}

/** Steps of model bindings in memory. */
export class InMemoryModelBindings implements ModelBindingStore {
  readonly #steps: ModelStep[] = [];
  readonly #newest = new Map<string, ModelStep>();

  async add(change: ModelStepChange): Promise<void> {
    this.#check(change);
    this.#steps.push(structuredClone(change.step));
    this.#newest.set(modelScopeKey(change.step.scope), structuredClone(change.step));
    return Promise.resolve();
  }

  /** @throws {VialogError} BINDING_CHANGED when `addAll` would */
  checkAll(changes: readonly WithStep[]): void {
    for (const { modelStep } of changes) if (modelStep) this.#check(modelStep);
  }

  async addAll(changes: readonly WithStep[]): Promise<void> {
    for (const { modelStep } of changes) if (modelStep) await this.add(modelStep);
  }

  #check({ basedOn, step }: ModelStepChange): void {
    const newest = this.#newest.get(modelScopeKey(step.scope));
    if (newest?.stepId !== basedOn) throw new VialogError('BINDING_CHANGED');
  }

  newest(scope: ModelScope): Promise<ModelStep | undefined> {
    return Promise.resolve(this.#newest.get(modelScopeKey(scope)));
  }

  shared(): Promise<readonly ModelStep[]> {
    return Promise.resolve([...this.#newest.values()].filter(({ scope }) => scope.kind !== 'camera'));
  }

  steps({ scope, before, limit }: StepPage): Promise<readonly ModelStep[]> {
    const end =
      before === undefined ? this.#steps.length : this.#steps.findIndex(({ stepId }) => stepId === before);
    const wanted = scope && modelScopeKey(scope);
    const earlier = this.#steps.slice(0, Math.max(0, end)).reverse();
    const own = earlier.filter((step) => wanted === undefined || modelScopeKey(step.scope) === wanted);
    return Promise.resolve(own.slice(0, limit));
  }
}
