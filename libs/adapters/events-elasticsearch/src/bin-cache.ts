import { zoneKey, hourMs } from '@vialog/contracts';
import type { BoundedClient } from './bounded-client.ts';
import { binsWithin, type BinDocument } from './hour-bins.ts';
import { contiguousRanges, type HourRange } from './hour-ranges.ts';
import type { IndexNames } from './index-names.ts';
import type { SumsFilter } from './sums-filter.ts';

interface Entry {
  readonly stamp: string;
  readonly bins: readonly BinDocument[];
}

/** Bins in memory, about 1 KB each. */
const maxCached = 40_000;

/**
 * Cache of the bins of finalised hours. A bin is valid while the stamp of its hour is unchanged (ADR 13); callers pass
 * the current stamps, so entries never expire by age.
 */
export class BinCache {
  readonly #elastic: BoundedClient;
  readonly #names: IndexNames;
  /** Filter → hour → bins; least recently used filter first. */
  readonly #cached = new Map<string, Map<number, Entry>>();
  #count = 0;

  constructor(elastic: BoundedClient, names: IndexNames) {
    this.#elastic = elastic;
    this.#names = names;
  }

  /** Bins of hours that start in [from, to). Bins of hours without a stamp are read and not cached. */
  async read(
    filter: SumsFilter,
    { from, to }: HourRange,
    stamps: ReadonlyMap<number, string | undefined>,
  ): Promise<readonly BinDocument[]> {
    const hours = this.#hoursOf(filter);
    const found: BinDocument[] = [];
    const missing: number[] = [];
    for (let hour = from; hour < to; hour += hourMs) {
      const entry = hours.get(hour);
      if (entry !== undefined && entry.stamp === stamps.get(hour)) found.push(...entry.bins);
      else missing.push(hour);
    }
    for (const run of contiguousRanges(missing))
      found.push(...(await this.#load(filter, run, { hours, stamps })));
    return found;
  }

  async #load(
    filter: SumsFilter,
    run: HourRange,
    { hours, stamps }: { hours: Map<number, Entry>; stamps: ReadonlyMap<number, string | undefined> },
  ): Promise<readonly BinDocument[]> {
    const bins: BinDocument[] = [];
    for await (const bin of binsWithin(this.#elastic, this.#names, filter, run)) bins.push(bin);
    const byHour = Map.groupBy(bins, ({ hourAt }) => hourAt);
    for (let hour = run.from; hour < run.to; hour += hourMs) {
      const stamp = stamps.get(hour);
      if (stamp !== undefined) this.#put(hours, hour, { stamp, bins: byHour.get(hour) ?? [] });
    }
    return bins;
  }

  #put(hours: Map<number, Entry>, hour: number, entry: Entry): void {
    this.#count += sizeOf(entry) - sizeOf(hours.get(hour));
    hours.set(hour, entry);
    for (const [filter, oldest] of this.#cached) {
      if (this.#count <= maxCached) return;
      this.#cached.delete(filter);
      for (const entryOfOldest of oldest.values()) this.#count -= sizeOf(entryOfOldest);
      oldest.clear();
    }
  }

  #hoursOf({ zones, cameras, sites }: SumsFilter): Map<number, Entry> {
    const key = JSON.stringify([zones?.map(zoneKey), cameras, sites]);
    const hours = this.#cached.get(key) ?? new Map<number, Entry>();
    this.#cached.delete(key);
    this.#cached.set(key, hours);
    return hours;
  }
}

/** An hour without bins takes memory too. */
const sizeOf = (entry: Entry | undefined): number => (entry ? 1 + entry.bins.length : 0);
