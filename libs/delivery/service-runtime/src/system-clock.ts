import { uptime } from 'node:os';
import process from 'node:process';
import type { Clock } from '@vialog/contracts';

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  // On Linux the uptime includes suspended time (CLOCK_BOOTTIME) and hrtime does not (CLOCK_MONOTONIC). Elsewhere both
  // count alike, and the difference stays the same.
  suspended: () => uptime() * 1_000 - Number(process.hrtime.bigint()) / 1e6,
};
