import type { Clock } from '@vialog/contracts';

interface TimeBreak {
  readonly reason: 'clock' | 'not_running';
  /** Wall clock on both sides, the earlier first, epoch ms. */
  readonly from: number;
  readonly to: number;
  /** How far the clock jumped either way, or how long nobody looked, ms. */
  readonly sizeMs: number;
}

export interface Observation {
  /** Epoch ms. */
  readonly now: number;
  /** Monotonic ms. */
  readonly monotonic: number;
  /** The wall clock went back by so much that time is to be decided anew. */
  readonly rewound: boolean;
}

/** Nobody looked for longer than this: the process was stopped or starved, ms. */
const absenceMs = 30_000;
/** Steps of the wall clock below this are the noise of two clocks read one after the other, ms. */
const noiseMs = 50;
/**
 * A step back by more than this begins time anew, ms. Up to here slots are still decided once, and the keeper is
 * silent until the clock has caught up; a store refuses slots further ahead than this anyway.
 */
const rewindLimitMs = 120_000;

/**
 * Watches the wall clock against the monotonic one. Where they part by more than half a slot, the slots touched cannot
 * be trusted; where nobody looked for long, slots without frames were not lost by the camera.
 */
export class TimeBreaks {
  readonly #clock: Clock;
  #last: { now: number; monotonic: number };
  #breaks: TimeBreak[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#last = { now: clock.now(), monotonic: clock.monotonic() };
  }

  observe(): Observation {
    const now = this.#clock.now();
    const monotonic = this.#clock.monotonic();
    const before = this.#last;
    this.#last = { now, monotonic };
    const passed = monotonic - before.monotonic;
    const jumpMs = now - before.now - passed;
    const rewound = jumpMs < -rewindLimitMs;
    if (rewound) this.#note('clock', { from: now, to: now }, -jumpMs);
    if (rewound) this.#note('clock', { from: before.now, to: before.now }, -jumpMs);
    else if (Math.abs(jumpMs) > noiseMs) this.#note('clock', ordered(before.now, now), Math.abs(jumpMs));
    else if (passed > absenceMs) this.#note('not_running', ordered(before.now, now), passed);
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

  #note(reason: TimeBreak['reason'], { from, to }: { from: number; to: number }, sizeMs: number): void {
    this.#breaks.push({ reason, from, to, sizeMs });
  }

  forgetBefore(at: number): void {
    if (this.#breaks.some((known) => known.to < at))
      this.#breaks = this.#breaks.filter((known) => known.to >= at);
  }
}

function ordered(a: number, b: number): { from: number; to: number } {
  return { from: Math.min(a, b), to: Math.max(a, b) };
}
