/** Above this delay the stream time has jumped, ms. */
const maxLagMs = 30_000;
/** Drift of a camera's clock that is not counted as delay: 2 ms per second. */
const drift = 0.002;

/**
 * Maps the time stamps of a stream to the server's clock. A burst (a stalled connection that catches up, a segment that
 * arrives at once) delivers many frames at one moment; by their time stamps they are spread over the time in which they
 * were captured. The frame with the shortest delay defines the offset between the two clocks.
 */
export class StreamClock {
  #offsetMs = Number.POSITIVE_INFINITY;
  #lastArrivedAt = 0;

  /**
   * @param streamMs presentation time of the frame, ms from any origin
   * @param arrivedAt epoch ms
   * @returns when the frame was captured, epoch ms: never after `arrivedAt`, at most 30 s before
   */
  captureTimeOf(streamMs: number, arrivedAt: number): number {
    const offset = arrivedAt - streamMs;
    const allowance = Math.max(0, arrivedAt - this.#lastArrivedAt) * drift;
    const known = Math.min(offset, this.#offsetMs + allowance);
    this.#offsetMs = offset - known > maxLagMs ? offset : known;
    this.#lastArrivedAt = arrivedAt;
    return Math.min(arrivedAt, streamMs + this.#offsetMs);
  }
}
