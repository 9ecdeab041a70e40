/** How long a message rests between deliveries. */
export interface Pauses {
  /** After the first delivery, ms; doubles with each. */
  readonly shortestMs: number;
  readonly longestMs: number;
}

export const usualPauses: Pauses = { shortestMs: 100, longestMs: 30_000 };

/**
 * Pause after a number of deliveries (at least 1), ms: what the handler asked for, doubled with each delivery, at most
 * the longest pause; never less than asked for.
 */
export function pauseAfter({ shortestMs, longestMs }: Pauses, deliveries: number, askedMs: number): number {
  const first = Math.max(shortestMs, askedMs);
  return Math.max(askedMs, Math.min(longestMs, first * 2 ** Math.min(deliveries - 1, 30)));
}
