/** Where time comes from. Domain code gets a clock passed in and never reads one itself. */
export interface Clock {
  /** Wall clock, milliseconds since 1970-01-01T00:00:00Z. Names slots; may jump. */
  now(): number;
  /** Monotonic milliseconds from an arbitrary origin. Measures durations; never jumps. */
  monotonic(): number;
}
