import type { Clock } from '@vialog/contracts';

interface TimeBreak {
  readonly reason: 'clock' | 'not_running';
  /** Wall clock on both sides, the earlier first, epoch ms. */
  readonly from: number;
  readonly to: number;
  /** How far the clock jumped in either direction, or how long the process did not run, ms. */
  readonly sizeMs: number;
}

export interface Observation {
  /** Epoch ms. */
  readonly now: number;
  /** Monotonic ms. */
  readonly monotonic: number;
  /** The wall clock was set back so far that time is decided again. */
  readonly rewound: boolean;
}

/** A process that did not observe time for longer than this was stopped, starved or suspended, ms. */
const absenceMs = 30_000;
/** Smaller steps of the wall clock are the noise of clocks that are read one after the other, ms. */
const noiseMs = 50;
/**
 * A step back by more than this starts time again, ms. Up to here every slot is decided once, and the keeper waits until
 * the clock has caught up; a store refuses slots further ahead than this in any case.
 */
const rewindLimitMs = 120_000;

/**
 * Compares the wall clock with the monotonic one. Where they differ by more than half a slot, the slots concerned cannot
 * be trusted. Where the process did not run for long, slots without frames are not the camera's fault.
 *
 * On Linux the monotonic clock stands still while the machine is suspended: the time it slept, where the clock tells it,
 * is not taken for a jump of the wall clock.
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
    } else if (awakeMs + asleepMs > absenceMs) {
      this.#note('not_running', [before.now, now], awakeMs + asleepMs);
    }
    return { now, monotonic, rewound };
  }

  /**
   * The break that spoils a slot. A jump of the clock spoils every slot it touches if it is
   * longer than half a slot; an absence only the slots that lie wholly within it.
   */
  spoiling(slotStart: number, slotMs: number): TimeBreak | undefined {
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

  /** Time the machine was suspended since the last call, ms. Read only when the wall clock is ahead, because it costs a system call. */
  #sleptMs(): number {
    const before = this.#suspendedMs;
    this.#suspendedMs = this.#clock.suspended?.() ?? 0;
    return Math.max(0, this.#suspendedMs - before);
  }

  #note(reason: TimeBreak['reason'], sides: readonly [number, number], sizeMs: number): void {
    this.#breaks.push({ reason, from: Math.min(...sides), to: Math.max(...sides), sizeMs });
  }
}
