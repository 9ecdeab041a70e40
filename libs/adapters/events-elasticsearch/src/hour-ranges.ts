import { hourMs } from '@vialog/contracts';

/** Contiguous hours, `to` exclusive, epoch ms. */
export interface HourRange {
  readonly from: number;
  readonly to: number;
}

/** Groups ascending hours into contiguous ranges. */
export function contiguousRanges(hours: readonly number[]): readonly HourRange[] {
  const ranges: { from: number; to: number }[] = [];
  for (const hour of hours) {
    const last = ranges.at(-1);
    if (last?.to === hour) last.to = hour + hourMs;
    else ranges.push({ from: hour, to: hour + hourMs });
  }
  return ranges;
}
