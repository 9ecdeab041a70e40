import type { Clock } from '@vialog/contracts';
import { backOffMs } from './back-off.ts';
import type { CaptureEvent } from './frame-source.port.ts';
import { unexpectedFault } from './unexpected-fault.ts';

/** A try that held this long starts the back-off afresh; one that dies after its first picture does not. */
const steadyMs = 30_000;

export interface RetryOptions {
  readonly clock: Clock;
  /** 0 ≤ x < 1 */
  readonly random: () => number;
  readonly pause: Pause;
}

/** Resolves after `ms` or when the signal aborts, whichever comes first; never rejects. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

/**
 * Tries again and again until the signal aborts. A try that ends, for whatever reason, is followed by a back-off; one
 * that throws is fault like any other, so that no surprise leaves a camera unwatched for good.
 * @param attempt one connection: yields its pictures, then says its fault and ends
 */
export async function* retryUntilAborted(
  attempt: (signal: AbortSignal) => AsyncIterable<CaptureEvent>,
  { clock, random, pause }: RetryOptions,
  signal: AbortSignal,
): AsyncGenerator<CaptureEvent, void, undefined> {
  let failures = 0;
  while (!signal.aborted) {
    const startedAt = clock.monotonic();
    try {
      yield* attempt(signal);
    } catch (error) {
      if (!signal.aborted) yield { kind: 'fault', ...unexpectedFault(error), at: clock.now() };
    }
    if (signal.aborted) return;
    if (clock.monotonic() - startedAt >= steadyMs) failures = 0;
    await pause(backOffMs(failures, random), signal);
    failures += 1;
  }
}
