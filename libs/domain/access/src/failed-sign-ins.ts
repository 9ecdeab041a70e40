import { VialogError, type Clock } from '@vialog/contracts';

const windowMs = 5 * 60_000;
const mostFailures = 10;
const mostCallers = 10_000;

/**
 * Slows down guessing: a caller (an address) with 10 failures in 5 minutes is refused until the window is over, right
 * secrets included. Remembers at most 10,000 callers; the one whose failures are oldest is forgotten first.
 */
export class FailedSignIns {
  readonly #clock: Clock;
  readonly #failures = new Map<string, { since: number; count: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Errors: RATE_LIMITED, with the seconds to wait. */
  refuseGuessing(caller: string): void {
    const failures = this.#current(caller);
    if (!failures || failures.count < mostFailures) return;
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
    if (this.#failures.size > mostCallers) this.#forgetOldest();
  }

  #current(caller: string): { since: number; count: number } | undefined {
    const failures = this.#failures.get(caller);
    if (failures && this.#clock.monotonic() - failures.since < windowMs) return failures;
    this.#failures.delete(caller);
    return undefined;
  }

  #forgetOldest(): void {
    const [oldest] = this.#failures.keys();
    if (oldest !== undefined) this.#failures.delete(oldest);
  }
}
