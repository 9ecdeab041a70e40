/** Limits of the delay between two deliveries of a message. */
export interface RedeliveryDelays {
  /** Delay after the first delivery, ms; doubles with each delivery. */
  readonly minMs: number;
  readonly maxMs: number;
}

export const defaultRedeliveryDelays: RedeliveryDelays = { minMs: 100, maxMs: 30_000 };

/**
 * Delay after a number of deliveries (1 or more), ms: the requested delay, doubled with each delivery up to the maximum.
 * It is never shorter than requested.
 */
export function redeliveryDelay(
  { minMs, maxMs }: RedeliveryDelays,
  deliveries: number,
  requestedMs: number,
): number {
  const first = Math.max(minMs, requestedMs);
  return Math.max(requestedMs, Math.min(maxMs, first * 2 ** Math.min(deliveries - 1, 30)));
}
