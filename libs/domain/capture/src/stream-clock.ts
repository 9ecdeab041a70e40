/** A frame later than this is not late: the stream's time has jumped. */
const longestLagMs = 30_000;
/** A camera's clock may run this much slower than ours before its frames seem late (2 ms per second). */
const drift = 0.002;

/**
 * Finds the moment of a frame from its stream time. A burst (a stalled connection that catches up, a segment that
 * arrives at once) brings many frames at one moment; by their stream time they are spread over the time they were
 * taken in. The frame that took the least time to arrive tells what stream time means on our clock.
 */
export class StreamClock {
  #offsetMs = Number.POSITIVE_INFINITY;
  #lastArrivedAt = 0;

  /**
   * @param streamMs presentation time of the frame, ms from any origin
   * @param arrivedAt epoch ms
   * @returns when the frame was taken, epoch ms: never after `arrivedAt`, at most 30 s before
   */
  captureTimeOf(streamMs: number, arrivedAt: number): number {
    const offset = arrivedAt - streamMs;
    const allowance = Math.max(0, arrivedAt - this.#lastArrivedAt) * drift;
    const known = Math.min(offset, this.#offsetMs + allowance);
    this.#offsetMs = offset - known > longestLagMs ? offset : known;
    this.#lastArrivedAt = arrivedAt;
    return Math.min(arrivedAt, streamMs + this.#offsetMs);
  }
}
