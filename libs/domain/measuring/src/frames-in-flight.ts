interface OnItsWay {
  readonly capturedAt: number;
  /** Monotonic ms. */
  readonly deadline: number;
}

/** Frames that were sent to the detector and not answered yet. Frames past their deadline expire. */
export class FramesInFlight {
  readonly #deadlineMs: number;
  #frames: OnItsWay[] = [];

  constructor(deadlineMs: number) {
    this.#deadlineMs = deadlineMs;
  }

  add(capturedAt: number, monotonic: number): void {
    this.#frames.push({ capturedAt, deadline: monotonic + this.#deadlineMs });
  }

  /** The frame was counted or is lost. Unknown frames are ignored. */
  answered(capturedAt: number): void {
    const i = this.#frames.findIndex((frame) => frame.capturedAt === capturedAt);
    if (i >= 0) this.#frames.splice(i, 1);
  }

  /** Gives up the frames past their deadline and returns when they were captured, epoch ms. */
  expire(monotonic: number): number[] {
    const late = this.#frames.filter((frame) => frame.deadline <= monotonic);
    if (late.length > 0) this.#frames = this.#frames.filter((frame) => frame.deadline > monotonic);
    return late.map((frame) => frame.capturedAt);
  }

  /** Whether an answer may still come for a frame captured in [from, to). Epoch ms. */
  anyIn(from: number, to: number): boolean {
    return this.#frames.some((frame) => frame.capturedAt >= from && frame.capturedAt < to);
  }
}
