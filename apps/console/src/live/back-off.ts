const initialBackOffMs = 1_000;
export const maxBackOffMs = 30_000;

/**
 * Delay before reconnecting after the given number of consecutive failures (from 1), ms. Doubles from one second to
 * 30 seconds, with jitter over the upper half so that many consoles do not reconnect at once. `random` is 0 to 1.
 */
export function backOffMs(failures: number, random: number): number {
  const full = Math.min(maxBackOffMs, initialBackOffMs * 2 ** Math.max(0, failures - 1));
  return Math.round(full * (0.5 + random / 2));
}
