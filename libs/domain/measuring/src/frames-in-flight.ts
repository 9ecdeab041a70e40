interface FrameInFlight {
  readonly capturedAt: number;
  /** Monotonic ms. */
  readonly deadline: number;
}

/** Frames that were sent to the detector and have no reply yet. Frames expire at their deadline. */
export class FramesInFlight {
  readonly #deadlineMs: number;
  #frames: FrameInFlight[] = [];

  constructor(deadlineMs: number) {
    this.#deadlineMs = deadlineMs;
  }

  add(capturedAt: number, monotonic: number): void {
    this.#frames.push({ capturedAt, deadline: monotonic + this.#deadlineMs });
  }

  /** Removes a frame that was counted or lost. Unknown frames are ignored. */
  settle(capturedAt: number): void {
    const i = this.#frames.findIndex((frame) => frame.capturedAt === capturedAt);
    if (i >= 0) this.#frames.splice(i, 1);
  }

  /** Removes the frames past their deadline and returns their capture times, epoch ms. */
  expire(monotonic: number): number[] {
    const late = this.#frames.filter((frame) => frame.deadline <= monotonic);
    if (late.length > 0) this.#frames = this.#frames.filter((frame) => frame.deadline > monotonic);
    return late.map((frame) => frame.capturedAt);
  }

  /** Whether a reply is pending for a frame captured in [from, to), epoch ms. */
  anyIn(from: number, to: number): boolean {
    return this.#frames.some((frame) => frame.capturedAt >= from && frame.capturedAt < to);
  }
}
