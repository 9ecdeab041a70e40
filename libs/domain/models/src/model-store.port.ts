import type { ModelCard } from '@vialog/contracts';

/** A package that is there and must not be used. */
export interface RefusedModel {
  readonly modelId: string;
  /** Sentences for people: what was expected, what was found. */
  readonly problems: readonly string[];
}

export interface ModelList {
  /** Ascending by id. */
  readonly cards: readonly ModelCard[];
  /** Ascending by id. */
  readonly refused: readonly RefusedModel[];
}

/** Model packages at hand. One broken package never hides the others. */
export interface ModelStore {
  /** Looks at cards and sizes at least; what is wrong inside a file shows when it is read at the latest. */
  list(): Promise<ModelList>;
  /** The card, or undefined where there is no such package. Errors: MODEL_REFUSED for an unsound card. */
  card(modelId: string): Promise<ModelCard | undefined>;
  /** The model file, checked wholly against its card. Errors: MODEL_NOT_FOUND, MODEL_REFUSED. */
  bytes(modelId: string): Promise<Uint8Array>;
}
