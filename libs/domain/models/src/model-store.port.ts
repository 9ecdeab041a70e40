import type { ModelCard } from '@vialog/contracts';

/** A package that must not be used. */
export interface RejectedModel {
  readonly modelId: string;
  /** Sentences for users: what was expected and what was found. */
  readonly problems: readonly string[];
}

export interface ModelList {
  /** Ascending by id. */
  readonly cards: readonly ModelCard[];
  /** Ascending by id. */
  readonly rejected: readonly RejectedModel[];
}

/** Installed model packages. A damaged package never hides the others. */
export interface ModelStore {
  /** Checks at least cards and file sizes; the content of a file is checked at the latest by `bytes`. */
  list(): Promise<ModelList>;
  /**
   * The card; undefined for an unknown package.
   * @throws {VialogError} MODEL_REFUSED for an invalid card
   */
  card(modelId: string): Promise<ModelCard | undefined>;
  /**
   * The model file, checked completely against its card.
   * @throws {VialogError} MODEL_NOT_FOUND or MODEL_REFUSED
   */
  bytes(modelId: string): Promise<Uint8Array>;
}
