import { randomUUID } from 'node:crypto';
import { dayMs, hourMs } from '@vialog/contracts';
import type { Clock } from '@vialog/contracts';
import type { BoundedClient, StoredDocument } from './bounded-client.ts';
import type { BulkWriter } from './bulk-writer.ts';
import { finaliseDelayMs } from './dirty-hours.ts';
import { MissingIndex } from './elastic-errors.ts';
import { existingIndices, type ExistingIndices } from './existing-indices.ts';
import { binItem, binsOfHour, binsWithin, quartersOf } from './hour-bins.ts';
import { hourStateId, hourStates, isFinalised, publishChange, type HourState } from './hour-states.ts';
import { dayOf, type IndexNames } from './index-names.ts';
import { putIfUnchanged, type Lease } from './lease.ts';
import type { RollUpParts } from './roll-up-parts.ts';
import { sumsFromEvents } from './sums-from-events.ts';

export interface FinaliseResult {
  /** Hours finalised in this call. */
  readonly finalised: number;
  /** Hours to retry: marked dirty meanwhile, the store was busy, or their index was deleted. */
  readonly deferred: number;
  /** Another process holds the lease and does the work. */
  readonly leaseHeldElsewhere: boolean;
}

const heldElsewhere: FinaliseResult = { finalised: 0, deferred: 0, leaseHeldElsewhere: true };

/**
 * Rolls closed hours up into bins, one process at a time. An hour is finalised by compare-and-set on its state: refresh,
 * sum all records of the hour, write the bins by id, then write the state if no writer marked the hour dirty
 * meanwhile. The work is idempotent. An hour whose events index does not exist is never finalised: its bins are the
 * only copy of its sums.
 */
export class HourFinaliser {
  readonly #elastic: BoundedClient;
  readonly #bulk: BulkWriter;
  readonly #names: IndexNames;
  readonly #clock: Clock;
  readonly #lease: Lease;

  constructor(parts: RollUpParts) {
    this.#elastic = parts.elastic;
    this.#bulk = parts.bulk;
    this.#names = parts.names;
    this.#clock = parts.clock;
    this.#lease = parts.lease;
  }

  /** Finalises at most `max` hours that are due, oldest first. Call it every minute. */
  async finaliseDue(max = 1_000): Promise<FinaliseResult> {
    const result = (await this.#lease.tryRun(() => this.#finaliseAll(max))) ?? heldElsewhere;
    // Without the change readers continue to sum records, which is slow but correct, so a failure is not reported.
    if (result.finalised > 0) await publishChange(this.#bulk, this.#names);
    return result;
  }

  /**
   * Finalises every hour of a day, open, dirty or missing, before its records are dropped. The caller holds the lease.
   * Does nothing where the events index of the day does not exist.
   * @throws {Error} when an hour cannot be finalised; the day must be kept
   */
  async finaliseDay(day: number): Promise<void> {
    await this.#refresh(day);
    const existing = await existingIndices(this.#elastic, this.#names);
    if (!existing.days.includes(day)) return;
    const states = await hourStates(this.#elastic, this.#names, day, day + dayMs);
    for (let hour = day; hour < day + dayMs; hour += hourMs) {
      if (isFinalised(states.get(hour), this.#names, existing)) continue;
      await this.#lease.renew();
      if ((await this.#finaliseHour(hour)) || (await this.#finaliseHour(hour))) continue;
      throw new Error(
        `hour ${new Date(hour).toISOString()} cannot be finalised because it still receives records; ` +
          `day ${new Date(dayOf(hour)).toISOString().slice(0, 10)} is kept until the next retention run`,
      );
    }
  }

  async #finaliseAll(max: number): Promise<FinaliseResult> {
    const existing = await existingIndices(this.#elastic, this.#names);
    let finalised = 0;
    let deferred = 0;
    for (const day of existing.days) {
      const due = (await this.#dueHours(day, existing)).slice(0, max - finalised);
      if (due.length === 0) continue;
      await this.#refresh(day);
      for (const hour of due) {
        if (!(await this.#lease.acquire())) return { finalised, deferred, leaseHeldElsewhere: true };
        if (await this.#finaliseHour(hour)) finalised += 1;
        else deferred += 1;
      }
    }
    return { finalised, deferred, leaseHeldElsewhere: false };
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

  /** False: the hour must be retried. */
  async #finaliseHour(hour: number): Promise<boolean> {
    try {
      return await this.#rollUp(hour);
    } catch (error) {
      if (error instanceof MissingIndex) return false;
      throw error;
    }
  }

  /** @throws {MissingIndex} when the events index does not exist; nothing is written */
  async #rollUp(hour: number): Promise<boolean> {
    const id = hourStateId(hour);
    const before: StoredDocument<HourState> | undefined = await this.#elastic.get(this.#names.state, id);
    const { existingOnly } = this.#elastic;
    const bins = binsOfHour(hour, await sumsFromEvents(existingOnly, this.#names, {}, quartersOf(hour)));
    const keys = new Set(bins.map((bin) => bin.key));
    const obsolete = [];
    for await (const bin of binsWithin(this.#elastic, this.#names, {}, { from: hour, to: hour + 1 }))
      if (!keys.has(bin.key)) obsolete.push({ index: this.#names.binsOf(hour), id: bin.key });
    const outcomes = await this.#bulk.write([...bins.map((bin) => binItem(this.#names, bin)), ...obsolete]);
    if (outcomes.some(({ kind }) => kind === 'busy' || kind === 'rejected')) return false;
    if (outcomes.length > 0) await this.#refreshBins(hour);
    const binsIn = bins.length > 0 ? await this.#uuidOfBins(hour) : '';
    if (binsIn === undefined) return false;
    const finalised = { state: 'settled', quietUntil: 0, stamp: randomUUID(), binsIn } as const;
    const document: HourState = { kind: 'hour', hourAt: hour, ...finalised };
    return putIfUnchanged(this.#elastic.raw, { index: this.#names.state, id, document }, before);
  }

  /** Undefined: the index was deleted a moment ago. */
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
