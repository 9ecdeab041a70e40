/** Start of the slot that contains a moment, epoch ms. Slots start at 1970-01-01T00:00:00Z. */
export function slotOf(ms: number, slotMs: number): number {
  return Math.floor(ms / slotMs) * slotMs;
}

/** First slot boundary at or after a moment, epoch ms. */
export function boundaryAtOrAfter(ms: number, slotMs: number): number {
  return Math.ceil(ms / slotMs) * slotMs;
}

/** First slot boundary strictly after a moment, epoch ms. */
export function boundaryAfter(ms: number, slotMs: number): number {
  return slotOf(ms, slotMs) + slotMs;
}

/**
 * Least common multiple of slot lengths, ms. Slot lengths divide an hour, so the result does too, and the next common
 * boundary is at most an hour away.
 */
export function commonSlotMs(lengths: readonly number[]): number {
  return lengths.reduce((common, slotMs) => (common / greatestDivisor(common, slotMs)) * slotMs, 1);
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
