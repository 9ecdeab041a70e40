import { dayMs } from '@vialog/contracts';
import type { ExistingIndices } from './existing-indices.ts';
import type { StateView } from './hour-state-cache.ts';
import type { HourRange } from './hour-ranges.ts';
import { dayOf, type IndexNames } from './index-names.ts';
import { arePacked, finalisedStamp } from './pack-states.ts';
import { intervalsOfDay } from './pack-sums.ts';

export interface PackedDay {
  /** Stamp of the packs in the store, and in memory: with the last erasure. */
  readonly stored: string;
  readonly cached: string;
  /** Index of the interval of every hour of the day, -1 outside all of them. */
  readonly intervals: Int32Array;
}

/** The days whose hours in these ranges can be read from packs. */
export async function packedDays(
  {
    bins,
    existing,
    view,
  }: { readonly bins: readonly HourRange[]; readonly existing: ExistingIndices; readonly view: StateView },
  edges: readonly number[],
  names: IndexNames,
): Promise<ReadonlyMap<number, PackedDay>> {
  const store = { names, existing };
  const candidates = new Map<number, PackedDay>();
  for (const day of daysOf(bins)) {
    const stored = finalisedStamp(day, view.states, store);
    const intervals = stored === undefined ? undefined : intervalsOfDay(day, edges);
    if (stored === undefined || !intervals) continue;
    const erasure = view.states.get(day)?.stamp?.split('/', 2)[1] ?? '';
    candidates.set(day, { stored, cached: `${stored}/${erasure}`, intervals });
  }
  const states = await view.packs([...candidates.keys()]);
  for (const [day, { stored }] of candidates)
    if (!arePacked(states.get(day), stored, store)) candidates.delete(day);
  return candidates;
}

/** Days with an hour in these ranges. */
function daysOf(ranges: readonly HourRange[]): ReadonlySet<number> {
  const days = new Set<number>();
  for (const { from, to } of ranges) for (let day = dayOf(from); day < to; day += dayMs) days.add(day);
  return days;
}
