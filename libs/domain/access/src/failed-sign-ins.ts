import { VialogError, type Clock } from '@vialog/contracts';

const windowMs = 5 * 60_000;
const maxFailures = 10;
const maxCallers = 10_000;

/**
 * Limits guessing: after 10 failures in 5 minutes every attempt of a caller (a client address) is rejected until the window
 * ends, even with the right secret. At most 10,000 callers are kept; the oldest is removed first.
 */
export class FailedSignIns {
  readonly #clock: Clock;
  readonly #failures = new Map<string, { since: number; count: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws {VialogError} RATE_LIMITED with the seconds to wait, when the caller reached the limit */
  rejectGuessing(caller: string): void {
    const failures = this.#current(caller);
    if (!failures || failures.count < maxFailures) return;
    const seconds = Math.ceil((failures.since + windowMs - this.#clock.monotonic()) / 1_000);
    throw new VialogError(
      'RATE_LIMITED',
      `Too many failed sign-ins from this address; wait ${seconds} seconds.`,
      { retryAfterSeconds: seconds },
    );
  }

  failed(caller: string): void {
    const failures = this.#current(caller) ?? { since: this.#clock.monotonic(), count: 0 };
    this.#failures.set(caller, { ...failures, count: failures.count + 1 });
    if (this.#failures.size > maxCallers) this.#removeOldest();
  }

  #current(caller: string): { since: number; count: number } | undefined {
    const failures = this.#failures.get(caller);
    if (failures && this.#clock.monotonic() - failures.since < windowMs) return failures;
    this.#failures.delete(caller);
    return undefined;
  }

  #removeOldest(): void {
    const [oldest] = this.#failures.keys();
    if (oldest !== undefined) this.#failures.delete(oldest);
  }
}
