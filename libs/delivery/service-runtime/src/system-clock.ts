import { uptime } from 'node:os';
import process from 'node:process';
import type { Clock } from '@vialog/contracts';

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  // On Linux the uptime includes suspended time (CLOCK_BOOTTIME) and hrtime does not (CLOCK_MONOTONIC). On other
  // systems both behave the same, and the difference is constant.
  suspended: () => uptime() * 1_000 - Number(process.hrtime.bigint()) / 1e6,
};
