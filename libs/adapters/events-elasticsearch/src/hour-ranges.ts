import { hourMs } from './index-names.ts';

/** Neighbouring hours, `to` exclusive. */
export interface HourRange {
  readonly from: number;
  readonly to: number;
}

/** Ascending hours as runs of neighbours. */
export function contiguousRanges(hours: readonly number[]): readonly HourRange[] {
  const runs: { from: number; to: number }[] = [];
  for (const hour of hours) {
    const last = runs.at(-1);
    if (last?.to === hour) last.to = hour + hourMs;
    else runs.push({ from: hour, to: hour + hourMs });
  }
  return runs;
}
