import type { Clock } from '@vialog/contracts';

interface TimeBreak {
  readonly reason: 'clock' | 'not_running';
  /** Wall clock on both sides, the earlier first, epoch ms. */
  readonly from: number;
  readonly to: number;
  /** Size of the clock jump in either direction, or time in which the process did not run, ms. */
  readonly sizeMs: number;
}

export interface Observation {
  /** Epoch ms. */
  readonly now: number;
  /** Monotonic ms. */
  readonly monotonic: number;
  /** The wall clock was set back by more than the limit, and time is decided again. */
  readonly rewound: boolean;
}

/** A process that did not observe time for longer than this did not run, ms: it was stopped, suspended or got no CPU. */
const absenceMs = 30_000;
/** Smaller differences are ignored, ms, because the two clocks are read one after the other. */
const noiseMs = 50;
/**
 * When the clock is set back by more than this, time is decided again, ms. Up to this limit every slot is decided once, and
 * the slot keeper waits until the clock has caught up. A store rejects slots that are further ahead than this.
 */
const rewindLimitMs = 120_000;

/**
 * Compares the wall clock with the monotonic clock. When they differ by more than half a slot, the affected slots are
 * unreliable. When the process did not run for long, the camera did not cause the slots without frames.
 *
 * On Linux the monotonic clock stops while the machine is suspended. If the clock reports the time in suspend, this time is
 * not regarded as a jump of the wall clock.
 */
export class TimeBreaks {
  readonly #clock: Clock;
  #last: { readonly now: number; readonly monotonic: number };
  #suspendedMs: number;
  #breaks: TimeBreak[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#last = { now: clock.now(), monotonic: clock.monotonic() };
    this.#suspendedMs = clock.suspended?.() ?? 0;
  }

  observe(): Observation {
    const before = this.#last;
    const [now, monotonic] = [this.#clock.now(), this.#clock.monotonic()];
    this.#last = { now, monotonic };
    const awakeMs = monotonic - before.monotonic;
    const stepMs = now - before.now - awakeMs;
    const asleepMs = stepMs > noiseMs ? this.#sleptMs() : 0;
    const jumpMs = stepMs - asleepMs;
    const rewound = jumpMs < -rewindLimitMs;
    if (rewound) {
      this.#note('clock', [now, now], -jumpMs);
      this.#note('clock', [before.now, before.now], -jumpMs);
    } else if (Math.abs(jumpMs) > noiseMs) {
      this.#note('clock', [before.now, now], Math.abs(jumpMs));
    }
    // The wall clock is often corrected after an absence, so both can be true.
    const absentMs = awakeMs + asleepMs;
    if (absentMs > absenceMs && now > before.now) this.#note('not_running', [before.now, now], absentMs);
    return { now, monotonic, rewound };
  }

  /**
   * The time break that makes a slot unreliable. A clock jump of more than half a slot affects every slot that it overlaps;
   * an absence affects only the slots that lie completely within it. A clock jump is returned first.
   */
  breakDuring(slotStart: number, slotMs: number): TimeBreak | undefined {
    const slotEnd = slotStart + slotMs;
    return this.#breaks.find(({ reason, from, to, sizeMs }) =>
      reason === 'clock'
        ? sizeMs > slotMs / 2 && from < slotEnd && to > slotStart
        : from <= slotStart && to >= slotEnd,
    );
  }

  forgetBefore(at: number): void {
    if (this.#breaks.some((known) => known.to < at))
      this.#breaks = this.#breaks.filter((known) => known.to >= at);
  }

  /** Time in suspend since the last call, ms. Read only when the wall clock is ahead, because it needs a system call. */
  #sleptMs(): number {
    const before = this.#suspendedMs;
    this.#suspendedMs = this.#clock.suspended?.() ?? 0;
    return Math.max(0, this.#suspendedMs - before);
  }

  #note(reason: TimeBreak['reason'], sides: readonly [number, number], sizeMs: number): void {
    this.#breaks.push({ reason, from: Math.min(...sides), to: Math.max(...sides), sizeMs });
  }
}
