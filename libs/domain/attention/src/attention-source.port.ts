import type { FindingKind } from '@vialog/contracts';
import type { Found } from './finding.ts';

export interface SourceReading {
  readonly found: readonly Found[];
  /** Things that were checked, number. */
  readonly checked: number;
}

/** Checks one kind of things. */
export interface AttentionSource {
  readonly kind: FindingKind;
  /** A reading that began before this moment is read again, epoch ms. */
  readonly staleBefore: (now: number) => number;
  /** Time after which a check counts as not ended, ms. Default: the time that a response waits. */
  readonly lateMs?: number;
  /** @throws {Error} when the things could not be checked */
  read(): Promise<SourceReading>;
}

/** Starts tasks that repeat, and waits. */
export interface AttentionTimers {
  /** Calls the task at every interval, ms, until the returned function is called. */
  every(ms: number, task: () => void): () => void;
  /** Resolves after `ms`, or as soon as the signal aborts. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}
