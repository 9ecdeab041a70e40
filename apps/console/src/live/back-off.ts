export const firstPauseMs = 1_000;
export const longestPauseMs = 30_000;

/**
 * Pause before connection attempt number `failures` (from 1), ms: doubles from one second to thirty,
 * spread over the upper half so that many consoles do not come back at once. `random` is 0..1.
 */
export function pauseMs(failures: number, random: number): number {
  const full = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, failures - 1));
  return Math.round(full * (0.5 + random / 2));
}
