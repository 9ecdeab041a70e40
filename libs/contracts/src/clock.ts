/** Source of time. Domain code receives a clock and never reads the system clock itself. */
export interface Clock {
  /** Wall clock, milliseconds since 1970-01-01T00:00:00Z. Identifies slots; may jump. */
  now(): number;
  /** Monotonic milliseconds from an arbitrary origin. Measures durations; never jumps. */
  monotonic(): number;
  /**
   * Time this machine has been suspended since it started, ms. Absent where the system does not report it. On Linux
   * the monotonic clock stops during a suspend; the wall clock does not.
   */
  suspended?(): number;
}
