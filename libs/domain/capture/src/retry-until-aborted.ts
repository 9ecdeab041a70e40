import type { Clock } from '@vialog/contracts';
import { backOffMs } from './back-off.ts';
import type { CaptureEvent } from './frame-source.port.ts';
import { unexpectedFault } from './unexpected-fault.ts';

/** An attempt that lasted this long resets the back-off; one that ends after its first picture does not. */
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
 * Repeats an attempt until the signal aborts, with a back-off after each. An attempt that throws is reported as a fault
 * like any other, so that no unexpected error ends the sampling of a camera.
 * @param attempt one connection: yields its pictures, then its fault, and ends
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
