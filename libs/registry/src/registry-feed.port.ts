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

/** How ingest and detectors learn of the registry: a snapshot, then each change once, in order. */
export interface RegistryFeed {
  snapshot(): Promise<RegistrySnapshot>;
  /** Changes behind a revision, oldest first, until the signal aborts. Versions of a camera erased since are left out. */
  changes(after: number, signal: AbortSignal): AsyncIterable<RegistryChange>;
}
