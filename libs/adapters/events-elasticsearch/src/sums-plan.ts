import { dayMs, hourMs, quarterMs } from '@vialog/contracts';
import type { SumsQuery } from '@vialog/events';
import type { ExistingIndices } from './existing-indices.ts';
import type { HourRange } from './hour-ranges.ts';
import type { StateView } from './hour-state-cache.ts';
import { isFinalised } from './hour-states.ts';
import { dayOf, hourOf, type IndexNames } from './index-names.ts';
import { packedDays, type PackedDay } from './packed-days.ts';

/** Records are summed one day per request, which limits the size of the aggregation. */
const hoursPerRequest = 24;

/** Which hours of a request are read from packs, bins and records. */
export interface SumsPlan {
  /** Days that are read from packs. */
  readonly packed: ReadonlyMap<number, PackedDay>;
  /** Hours that are read from bins: those of no packed day, and all with a finalised state. */
  readonly bins: readonly HourRange[];
  readonly allBins: readonly HourRange[];
  readonly records: readonly HourRange[];
  /** Finalised hour → stamp. */
  readonly stamps: ReadonlyMap<number, string | undefined>;
}

type Times = Pick<SumsQuery, 'edges' | 'buckets'>;

interface Known {
  readonly times: Times;
  readonly states: StateView['states'];
  readonly existing: ExistingIndices;
  readonly plan: SumsPlan;
}

const maxKnown = 4;

/**
 * Plans requests. A plan depends only on the times of the request, the states and the existing indices, so that the zones of
 * a trend, which are read in several requests, share it: planning a year takes longer than adding the hours of a zone.
 */
export class SumsPlanner {
  readonly #names: IndexNames;
  #known: readonly Known[] = [];

  constructor(names: IndexNames) {
    this.#names = names;
  }

  async plan(times: Times, view: StateView, existing: ExistingIndices): Promise<SumsPlan> {
    const known = this.#known.find(
      (each) => each.states === view.states && each.existing === existing && isSame(each.times, times),
    );
    if (known) return known.plan;
    const plan = await this.#newPlan(times, view, existing);
    const next = {
      times: { edges: times.edges, buckets: times.buckets },
      states: view.states,
      existing,
      plan,
    };
    this.#known = [next, ...this.#known].slice(0, maxKnown);
    return plan;
  }

  async #newPlan(times: Times, view: StateView, existing: ExistingIndices): Promise<SumsPlan> {
    const stamps = new Map<number, string | undefined>();
    for (const state of view.states.values())
      if (isFinalised(state, this.#names, existing)) stamps.set(state.hourAt, state.stamp);
    const { bins, records } = this.#ranges(times, stamps, existing);
    const packed = await packedDays({ bins, existing, view }, times.edges, this.#names);
    return { packed, bins: withoutDays(bins, packed), allBins: bins, records, stamps };
  }

  #ranges(
    times: Times,
    stamps: ReadonlyMap<number, string | undefined>,
    existing: ExistingIndices,
  ): Pick<SumsPlan, 'bins' | 'records'> {
    const { edges } = times;
    const isNeeded = neededHours(times);
    const days = new Set(existing.days);
    const cut = new Set(edges.filter((edge) => edge % quarterMs !== 0).map(hourOf));
    const [bins, records]: [HourRange[], HourRange[]] = [[], []];
    const { first, last } = hoursOf(edges);
    for (let hour = first; hour < last; hour += hourMs) {
      if (!isNeeded(hour)) continue;
      const useBins = !days.has(dayOf(hour)) || (stamps.has(hour) && !cut.has(hour));
      extend(useBins ? bins : records, hour, useBins ? Infinity : hoursPerRequest * hourMs);
    }
    return { bins, records };
  }
}

/** First hour of a request and the end of its last one, epoch ms. */
const hoursOf = (edges: readonly number[]): { readonly first: number; readonly last: number } => ({
  first: hourOf(edges[0] ?? 0),
  last: hourOf((edges.at(-1) ?? 0) - 1) + hourMs,
});

/** The days that a request overlaps, because packs contain whole days. */
export function daysOf(edges: readonly number[]): HourRange {
  const { first, last } = hoursOf(edges);
  return { from: dayOf(first), to: dayOf(last - 1) + dayMs };
}

const isSame = (a: Times, b: Times): boolean =>
  isSameList(a.edges, b.edges) && isSameList(a.buckets ?? [], b.buckets ?? []) && !a.buckets === !b.buckets;

const isSameList = (a: readonly number[], b: readonly number[]): boolean =>
  a === b || (a.length === b.length && a.every((value, i) => value === b[i]));

/** Whether an hour overlaps a bucket that is needed. */
function neededHours({ edges, buckets }: Times): (hour: number) => boolean {
  if (!buckets) return () => true;
  const hours = new Set<number>();
  for (const bucket of buckets) {
    const [from = 0, to = 0] = [edges[bucket], edges[bucket + 1]];
    for (let hour = hourOf(from); hour < to; hour += hourMs) hours.add(hour);
  }
  return (hour) => hours.has(hour);
}

/** The ranges without the hours of these days. */
function withoutDays(ranges: readonly HourRange[], days: ReadonlyMap<number, unknown>): readonly HourRange[] {
  if (days.size === 0) return ranges;
  const rest: HourRange[] = [];
  for (const { from, to } of ranges)
    for (let hour = from; hour < to; hour += hourMs) if (!days.has(dayOf(hour))) extend(rest, hour, Infinity);
  return rest;
}

/** Appends an hour to the last range, or starts a new one. */
function extend(ranges: HourRange[], hour: number, maxLengthMs: number): void {
  const last = ranges.at(-1);
  if (last?.to === hour && hour + hourMs - last.from <= maxLengthMs)
    ranges[ranges.length - 1] = { from: last.from, to: hour + hourMs };
  else ranges.push({ from: hour, to: hour + hourMs });
}
