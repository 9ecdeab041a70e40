import type { Camera } from '@vialog/contracts';

export interface RegistrySnapshot {
  /** Counts up with every change of the registry. */
  readonly revision: number;
  /** Newest version of every camera. */
  readonly cameras: readonly Camera[];
}

/** One change of the registry; `revision` names its place in the order of all. */
export type RegistryChange =
  | { readonly revision: number; readonly camera: Camera }
  | { readonly revision: number; readonly erased: string };

/** The registry is another than before, and counts from the start again: follow it from revision 0, which tells all. */
export class RegistryReset extends Error {
  constructor() {
    super('the registry was made anew: its changes are told from the first one on');
    this.name = 'RegistryReset';
  }
}

/** How ingest and detectors learn of the registry: a snapshot, then each change once, in order. */
export interface RegistryReader {
  snapshot(): Promise<RegistrySnapshot>;
  /**
   * Changes behind a revision, oldest first, until the signal aborts. Versions of a camera erased since are left out.
   * Throws RegistryReset where the revision is of a registry that is no more.
   */
  changes(after: number, signal: AbortSignal): AsyncIterable<RegistryChange>;
}
