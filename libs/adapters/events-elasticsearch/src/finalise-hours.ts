import { randomUUID } from 'node:crypto';
import type { Clock } from '@vialog/contracts';
import type { BoundedClient, StoredDocument } from './bounded-client.ts';
import type { BulkWriter } from './bulk-writer.ts';
import { binItem, binsOfHour, binsWithin, quartersOf } from './hour-bins.ts';
import { finaliseDelayMs } from './dirty-hours.ts';
import { hourStateId, hourStates, isFinalised, publishChange, type HourState } from './hour-states.ts';
import { dayMs, hourMs, type IndexNames } from './index-names.ts';
import { putIfUnchanged, type Lease } from './lease.ts';
import { existingIndices, type ExistingIndices } from './existing-indices.ts';
import { sumsFromEvents } from './sums-from-events.ts';

export interface FinaliseResult {
  /** Hours summed up now, number. */
  readonly finalised: number;
  /** Hours that have to come again: marked again meanwhile, or the store was busy. */
  readonly deferred: number;
  /** Somebody else holds the lease and does it. */
  readonly leaseHeldElsewhere: boolean;
}

/**
 * Sums closed hours up into bins, one process at a time. An hour is settled by compare-and-set on its mark: refresh,
 * recompute everything of the hour, write by id, and say "settled" only if nobody marked the hour meanwhile. Doing it
 * twice writes the same documents.
 */
export class HourFinaliser {
  readonly #elastic: BoundedClient;
  readonly #bulk: BulkWriter;
  readonly #names: IndexNames;
  readonly #clock: Clock;
  readonly #lease: Lease;

  constructor(parts: {
    elastic: BoundedClient;
    bulk: BulkWriter;
    names: IndexNames;
    clock: Clock;
    lease: Lease;
  }) {
    this.#elastic = parts.elastic;
    this.#bulk = parts.bulk;
    this.#names = parts.names;
    this.#clock = parts.clock;
    this.#lease = parts.lease;
  }

  /** Settles what is due; call it every minute. At most `most` hours, oldest first. */
  async finaliseDue(most = 1_000): Promise<FinaliseResult> {
    if (!(await this.#lease.acquire())) return { finalised: 0, deferred: 0, leaseHeldElsewhere: true };
    const settled = await this.#settleDue(most);
    // Without it readers go on elastic records, which is slow and not wrong: nothing waits for it.
    if (settled.finalised > 0) await publishChange(this.#bulk, this.#names);
    return settled;
  }

  async #settleDue(most: number): Promise<FinaliseResult> {
    const existing = await existingIndices(this.#elastic, this.#names);
    let finalised = 0;
    let deferred = 0;
    for (const day of existing.days) {
      const due = (await this.#dueHours(day, existing)).slice(0, most - finalised);
      if (due.length === 0) continue;
      await this.#refresh(day);
      for (const hour of due) {
        if (!(await this.#lease.acquire())) return { finalised, deferred, leaseHeldElsewhere: true };
        if (await this.#settleHour(hour)) finalised += 1;
        else deferred += 1;
      }
    }
    return { finalised, deferred, leaseHeldElsewhere: false };
  }

  /**
   * Settles every hour of a day, open or marked or not, before its records are dropped.
   * @throws Error when one could not be settled: then the day must stay
   */
  async finaliseDay(day: number): Promise<void> {
    await this.#refresh(day);
    const existing = await existingIndices(this.#elastic, this.#names);
    const states = await hourStates(this.#elastic, this.#names, day, day + dayMs);
    for (let hour = day; hour < day + dayMs; hour += hourMs) {
      if (isFinalised(states.get(hour), this.#names, existing)) continue;
      if ((await this.#settleHour(hour)) || (await this.#settleHour(hour))) continue;
      throw new Error(
        `${new Date(hour).toISOString()} could not be summed up: records still come in; drop this day later`,
      );
    }
  }

  async #dueHours(day: number, existing: ExistingIndices): Promise<readonly number[]> {
    const now = this.#clock.now();
    const states = await hourStates(this.#elastic, this.#names, day, day + dayMs);
    const hours: number[] = [];
    for (let hour = day; hour < day + dayMs && hour + hourMs + finaliseDelayMs <= now; hour += hourMs) {
      const state = states.get(hour);
      if (state?.state === 'dirty' ? state.quietUntil <= now : !isFinalised(state, this.#names, existing))
        hours.push(hour);
    }
    return hours;
  }

  async #settleHour(hour: number): Promise<boolean> {
    const id = hourStateId(hour);
    const before: StoredDocument<HourState> | undefined = await this.#elastic.get(this.#names.state, id);
    const bins = binsOfHour(hour, await sumsFromEvents(this.#elastic, this.#names, {}, quartersOf(hour)));
    const keys = new Set(bins.map((bin) => bin.key));
    const gone = [];
    for await (const bin of binsWithin(this.#elastic, this.#names, {}, { from: hour, to: hour + 1 }))
      if (!keys.has(bin.key)) gone.push({ index: this.#names.binsOf(hour), id: bin.key });
    const outcomes = await this.#bulk.write([...bins.map((bin) => binItem(this.#names, bin)), ...gone]);
    if (outcomes.some(({ kind }) => kind === 'busy' || kind === 'refused')) return false;
    if (outcomes.length > 0) await this.#refreshBins(hour);
    const binsIn = bins.length > 0 ? await this.#uuidOfBins(hour) : '';
    if (binsIn === undefined) return false;
    const settled = { state: 'settled', quietUntil: 0, stamp: randomUUID(), binsIn } as const;
    const document: HourState = { kind: 'hour', hourAt: hour, ...settled };
    return putIfUnchanged(this.#elastic.raw, { index: this.#names.state, id, document }, before);
  }

  /** Undefined: it was deleted a moment ago. */
  async #uuidOfBins(hour: number): Promise<string | undefined> {
    return (await existingIndices(this.#elastic, this.#names)).bins.get(this.#names.binsOf(hour));
  }

  async #refresh(day: number): Promise<void> {
    await this.#elastic.raw.indices.refresh({
      index: [this.#names.eventsOf(day), this.#names.state],
      ignore_unavailable: true,
    });
  }

  async #refreshBins(hour: number): Promise<void> {
    await this.#elastic.raw.indices.refresh({ index: this.#names.binsOf(hour), ignore_unavailable: true });
  }
}
