/** Mean time between recent frames by the monotonic clock. It measures the interval of key frames, which the camera sets. */
export class FrameInterval {
  #last: number | undefined;
  #mean: number | undefined;

  taken(monotonic: number): void {
    if (this.#last !== undefined) {
      const passed = monotonic - this.#last;
      this.#mean = this.#mean === undefined ? passed : this.#mean * 0.9 + passed * 0.1;
    }
    this.#last = monotonic;
  }

  /** Records that pictures are missing, because the time across a fault is not an interval of the camera. */
  interrupt(): void {
    this.#last = undefined;
  }

  /** Deletes the measured interval, because a stream is opened. */
  reset(): void {
    this.#last = undefined;
    this.#mean = undefined;
  }

  /** ms; undefined until two frames were taken. */
  get meanMs(): number | undefined {
    return this.#mean;
  }
}
