import type { Camera } from '@vialog/contracts';

export interface RegistrySnapshot {
  /** Counts up with every change of the registry. */
  readonly revision: number;
  /** Newest version of every camera. */
  readonly cameras: readonly Camera[];
}

/** How ingest and detectors learn of the registry: a snapshot, then each change once, in order. */
export interface RegistryFeed {
  snapshot(): Promise<RegistrySnapshot>;
  /** Changes behind a revision, oldest first, until the signal aborts. */
  changes(
    after: number,
    signal: AbortSignal,
  ): AsyncIterable<{ revision: number; camera: Camera } | { revision: number; erased: string }>;
}
