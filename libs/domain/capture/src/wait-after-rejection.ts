import { rejectionBackOffMs } from './back-off.ts';
import type { CaptureEvent } from './frame-source.port.ts';
import type { RetryOptions } from './retry-until-aborted.ts';
import type { StreamFault } from './stream-fault.ts';

/** At most the length of a slot, so that no slot lacks the reason of its gap. */
const repeatMs = 60_000;

/**
 * Waits until the camera may be contacted again after it rejected the credentials, and repeats the fault every minute. Does not
 * contact the camera: repeated attempts lock the account.
 */
export async function* waitAfterRejection(
  fault: StreamFault,
  { clock, random, pause }: RetryOptions,
  signal: AbortSignal,
): AsyncGenerator<CaptureEvent, void, undefined> {
  const endsAt = clock.monotonic() + rejectionBackOffMs(random);
  for (let leftMs = endsAt - clock.monotonic(); leftMs > 0 && !signal.aborted;) {
    await pause(Math.min(repeatMs, leftMs), signal);
    if (signal.aborted) return;
    yield { kind: 'fault', ...fault, at: clock.now() };
    leftMs = endsAt - clock.monotonic();
  }
}
