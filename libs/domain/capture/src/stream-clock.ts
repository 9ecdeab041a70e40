/** A frame that seems to be delayed by more than this has a wrong time stamp, ms. */
const maxDelayMs = 30_000;
/** Intervals between frames that define the usual one. */
const keptGaps = 5;

interface LastFrame {
  readonly streamMs: number;
  readonly arrivedAt: number;
}

/**
 * Maps the frames of a stream to the server's clock. A frame was captured when it arrived, except after a stall: a connection
 * that catches up, or a segment that arrives at once, delivers many frames at one moment, and their time stamps spread them over
 * the time in which they were captured. Time stamps that run slow or fast, jump, repeat or are missing are not trusted:
 * without a pause in the arrivals, a difference between the two clocks is drift and not a delay.
 */
export class StreamClock {
  #last: LastFrame | undefined;
  /** How long the last frame was under way, ms. */
  #delayMs = 0;
  /** When a burst must have caught up, epoch ms; a delay that remains is not trusted. */
  #burstEndsAt = 0;
  #gapsMs: number[] = [];
  #driftMs = 0;

  /** Sum of the differences between the two clocks that no stall explains, ms: positive when the camera's clock is slow. */
  get driftMs(): number {
    return this.#driftMs;
  }

  /**
   * @param streamMs presentation time of the frame, ms from any origin
   * @param arrivedAt epoch ms
   * @returns when the frame was captured, epoch ms: never after `arrivedAt`, at most 30 s before
   */
  captureTimeOf(streamMs: number, arrivedAt: number): number {
    const frame = { streamMs, arrivedAt };
    if (this.#last !== undefined) this.#follow(this.#last, frame);
    this.#last = frame;
    return arrivedAt - this.#delayMs;
  }

  #follow(last: LastFrame, { streamMs, arrivedAt }: LastFrame): void {
    const gapMs = Math.max(0, arrivedAt - last.arrivedAt);
    const stepMs = streamMs - last.streamMs;
    const growthMs = gapMs - stepMs;
    if (arrivedAt > this.#burstEndsAt) this.#delayMs = 0;
    if (stepMs < 0 || Math.abs(growthMs) > maxDelayMs) this.#delayMs = 0;
    else if (growthMs > 0 && !this.#isStall(gapMs, stepMs)) this.#driftMs += growthMs;
    else this.#change(growthMs, gapMs, arrivedAt);
    this.#gapsMs = [...this.#gapsMs, gapMs].slice(-keptGaps);
  }

  /** A stall begins a delay; frames that arrive faster than they were captured reduce it. */
  #change(growthMs: number, gapMs: number, arrivedAt: number): void {
    const delayMs = this.#delayMs + growthMs;
    if (growthMs > 0) this.#burstEndsAt = arrivedAt + gapMs;
    if (delayMs < 0) this.#driftMs += delayMs;
    this.#delayMs = Math.min(maxDelayMs, Math.max(0, delayMs));
  }

  /**
   * Whether the frame arrived later than usual by most of the difference. A slow clock also differs, but its frames
   * arrive as usual.
   */
  #isStall(gapMs: number, stepMs: number): boolean {
    const sorted = [...this.#gapsMs].sort((a, b) => a - b);
    const usualMs = sorted[Math.floor(sorted.length / 2)] ?? stepMs;
    return gapMs - usualMs >= (gapMs - stepMs) / 2;
  }
}
