import { hourMs } from '@vialog/contracts';
import type { BoundedClient } from './bounded-client.ts';
import { packStates, type PackState } from './pack-states.ts';
import { changeId, erasureId, hourStates, stampOf, type HourState } from './hour-states.ts';
import type { IndexNames } from './index-names.ts';
import { SameTick } from './same-tick.ts';
import { contiguousRanges, type HourRange } from './hour-ranges.ts';

/** Three years of hours, about 20 MB. */
const maxCached = 26_000;
const maxFoundRanges = 8;

type States = Map<number, HourState | undefined>;

interface Known {
  readonly states: States;
  readonly packs: Map<number, PackState | undefined>;
  /** Found states of a range, so that the same request gets the same map. */
  readonly found: Map<string, ReadonlyMap<number, HourState>>;
  /** Stamp of the last erasure. */
  erasure?: string;
}

const noneKnown = (): Known => ({ states: new Map(), packs: new Map(), found: new Map() });

function foundIn(known: Known, { from, to }: HourRange): ReadonlyMap<number, HourState> {
  const key = `${from}-${to}`;
  const before = known.found.get(key);
  if (before) return before;
  const found = new Map<number, HourState>();
  for (let hour = from; hour < to; hour += hourMs) {
    const state = known.states.get(hour);
    if (state) found.set(hour, state);
  }
  if (known.found.size >= maxFoundRanges) known.found.clear();
  known.found.set(key, found);
  return found;
}

/** States as they were after one change. */
export interface StateView {
  /** The same map as that of an earlier view of the same range, while no state changed. */
  readonly states: ReadonlyMap<number, HourState>;
  /** States of the packs of days. */
  packs(days: readonly number[]): Promise<ReadonlyMap<number, PackState>>;
  /** False when any state changed since. */
  isCurrent(): Promise<boolean>;
}

/**
 * Cache of hour states. It is valid until any state changes in any process: a small document, read by id with every
 * query, contains the stamp of the last change (ADR 13). The states of one stamp were read after that stamp.
 */
export class HourStateCache {
  readonly #elastic: BoundedClient;
  readonly #names: IndexNames;
  readonly #currentChange: SameTick<string | undefined>;
  #change: string | undefined;
  #known: Known = noneKnown();

  constructor(elastic: BoundedClient, names: IndexNames) {
    this.#elastic = elastic;
    this.#names = names;
    this.#currentChange = new SameTick(() => stampOf(elastic, names, changeId));
  }

  /** States of the hours that start in [from, to) and have one. The stamp includes the last erasure. */
  async states(from: number, to: number): Promise<ReadonlyMap<number, HourState>> {
    return (await this.view(from, to)).states;
  }

  /** The same, with the change after which they were read. */
  async view(from: number, to: number): Promise<StateView> {
    // Read before the states: a change while they are read makes the next query read them again.
    const change = await this.#currentChange.run();
    const known = this.#cacheOf(change);
    known.erasure ??= (await stampOf(this.#elastic, this.#names, erasureId)) ?? '';
    await this.#readMissing(known.states, known.erasure, { from, to });
    return {
      states: foundIn(known, { from, to }),
      packs: (days) => this.#packs(known.packs, days),
      isCurrent: () => this.#isCurrent(change),
    };
  }

  async #packs(
    known: Map<number, PackState | undefined>,
    days: readonly number[],
  ): Promise<ReadonlyMap<number, PackState>> {
    const missing = days.filter((day) => !known.has(day));
    if (missing.length > 0) {
      const read = await packStates(this.#elastic, this.#names, missing);
      for (const day of missing) known.set(day, read.get(day));
    }
    const found = new Map<number, PackState>();
    for (const day of days) {
      const state = known.get(day);
      if (state) found.set(day, state);
    }
    return found;
  }

  async #isCurrent(change: string | undefined): Promise<boolean> {
    return (await stampOf(this.#elastic, this.#names, changeId)) === change;
  }

  async #readMissing(known: States, erasure: string, { from, to }: HourRange): Promise<void> {
    const missing: number[] = [];
    for (let hour = from; hour < to; hour += hourMs) if (!known.has(hour)) missing.push(hour);
    for (const range of contiguousRanges(missing)) {
      const read = await hourStates(this.#elastic, this.#names, range.from, range.to);
      for (let hour = range.from; hour < range.to; hour += hourMs) {
        const state = read.get(hour);
        known.set(hour, state && { ...state, stamp: `${state.stamp ?? ''}/${erasure}` });
      }
    }
  }

  /** Without a change document nothing is cached: the index was created again, or no process wrote states yet. */
  #cacheOf(change: string | undefined): Known {
    if (change !== undefined && change === this.#change && this.#known.states.size < maxCached)
      return this.#known;
    this.#change = change;
    this.#known = noneKnown();
    return this.#known;
  }
}
