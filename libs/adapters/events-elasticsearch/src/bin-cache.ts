import { zoneKey } from '@vialog/events';
import type { BoundedClient } from './bounded-client.ts';
import { binsWithin, type BinDocument } from './hour-bins.ts';
import { contiguousRanges, type HourRange } from './hour-ranges.ts';
import { hourMs, type IndexNames } from './index-names.ts';
import type { SumsFilter } from './sums-filter.ts';

interface Kept {
  readonly stamp: string;
  readonly bins: readonly BinDocument[];
}

/** About 1 KB each. */
const mostKept = 40_000;

/**
 * Bins of settled hours, read once and kept as long as the stamp of the hour stays what it was (ADR 13). Whoever asks
 * brings the stamps, read a moment ago; nothing here is trusted by age.
 */
export class BinCache {
  readonly #elastic: BoundedClient;
  readonly #names: IndexNames;
  /** Filter → hour → what was read; the filter asked for last stands last. */
  readonly #kept = new Map<string, Map<number, Kept>>();
  #count = 0;

  constructor(elastic: BoundedClient, names: IndexNames) {
    this.#elastic = elastic;
    this.#names = names;
  }

  /** Bins of hours that start in [from, to). Hours without a stamp are read and not kept. */
  async within(
    filter: SumsFilter,
    { from, to }: HourRange,
    stamps: ReadonlyMap<number, string | undefined>,
  ): Promise<readonly BinDocument[]> {
    const hours = this.#hoursOf(filter);
    const found: BinDocument[] = [];
    const missing: number[] = [];
    for (let hour = from; hour < to; hour += hourMs) {
      const kept = hours.get(hour);
      if (kept !== undefined && kept.stamp === stamps.get(hour)) found.push(...kept.bins);
      else missing.push(hour);
    }
    for (const run of contiguousRanges(missing))
      found.push(...(await this.#read(filter, run, { hours, stamps })));
    return found;
  }

  async #read(
    filter: SumsFilter,
    run: HourRange,
    { hours, stamps }: { hours: Map<number, Kept>; stamps: ReadonlyMap<number, string | undefined> },
  ): Promise<readonly BinDocument[]> {
    const bins: BinDocument[] = [];
    for await (const bin of binsWithin(this.#elastic, this.#names, filter, run)) bins.push(bin);
    const byHour = Map.groupBy(bins, ({ hourAt }) => hourAt);
    for (let hour = run.from; hour < run.to; hour += hourMs) {
      const stamp = stamps.get(hour);
      if (stamp !== undefined) this.#keep(hours, hour, { stamp, bins: byHour.get(hour) ?? [] });
    }
    return bins;
  }

  #keep(hours: Map<number, Kept>, hour: number, kept: Kept): void {
    this.#count += sizeOf(kept) - sizeOf(hours.get(hour));
    hours.set(hour, kept);
    for (const [filter, oldest] of this.#kept) {
      if (this.#count <= mostKept) return;
      this.#kept.delete(filter);
      for (const gone of oldest.values()) this.#count -= sizeOf(gone);
      oldest.clear();
    }
  }

  #hoursOf({ zones, cameras, sites }: SumsFilter): Map<number, Kept> {
    const key = JSON.stringify([zones?.map(zoneKey), cameras, sites]);
    const hours = this.#kept.get(key) ?? new Map<number, Kept>();
    this.#kept.delete(key);
    this.#kept.set(key, hours);
    return hours;
  }
}

/** An hour without a bin takes some room too. */
const sizeOf = (kept: Kept | undefined): number => (kept ? 1 + kept.bins.length : 0);
