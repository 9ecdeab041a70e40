import type { ModelScope, ModelStep } from '@vialog/contracts';

export interface ModelStepChange {
  /** Id of the newest step of the scope when the change was made; undefined: the scope had none. */
  readonly basedOn: string | undefined;
  readonly step: ModelStep;
}

export interface StepPage {
  readonly scope?: ModelScope | undefined;
  /** Only steps that were stored before the step with this id; none if there is no such step. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** Keeps the steps of model bindings. The newest step of a scope says which model is bound to it. */
export interface ModelBindingStore {
  /** @throws {VialogError} BINDING_CHANGED when the newest step of the scope is not `basedOn` */
  add(change: ModelStepChange): Promise<void>;
  newest(scope: ModelScope): Promise<ModelStep | undefined>;
  /** The newest step of each group, tag, site and of all cameras; those of single cameras are not in it. */
  shared(): Promise<readonly ModelStep[]>;
  /** Steps in the reverse order of their storage. */
  steps(page: StepPage): Promise<readonly ModelStep[]>;
}
