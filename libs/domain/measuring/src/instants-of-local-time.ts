import { dayMs } from '@vialog/contracts';
import { offsetAt } from './local-time.ts';

/**
 * The instants (epoch ms, ascending) at which a clock of the time zone shows a local time: usually one; none when clocks are
 * set forward over it; two when they are set back over it. `local`: the local time as if it were UTC, epoch ms.
 */
export function instantsOfLocalTime(local: number, timeZone: string): number[] {
  // Offsets change at most once within a day.
  const offsets = new Set([offsetAt(local - dayMs, timeZone), offsetAt(local + dayMs, timeZone)]);
  return [...offsets]
    .map((offset) => local - offset)
    .filter((instant) => instant + offsetAt(instant, timeZone) === local)
    .sort((a, b) => a - b);
}
