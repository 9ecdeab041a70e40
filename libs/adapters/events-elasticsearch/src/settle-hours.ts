import { randomUUID } from 'node:crypto';
import type { Clock } from '@vialog/contracts';
import type { Asking, Stored } from './asking.ts';
import type { BulkLoop } from './bulk-loop.ts';
import { binItem, binsOfHour, binsWithin, quartersOf } from './hour-bins.ts';
import { openAfterMs } from './hour-marks.ts';
import { hourStateId, hourStates, isSettled, tellOfChange, type HourState } from './hour-states.ts';
import { dayMs, hourMs, type IndexNames } from './index-names.ts';
import { putIfUnchanged, type Lease } from './lease.ts';
import { standingIndices, type StandingIndices } from './standing-indices.ts';
import { sumsFromEvents } from './sums-from-events.ts';

export interface Settled {
  /** Hours summed up now, number. */
  readonly hours: number;
  /** Hours that have to come again: marked again meanwhile, or the store was busy. */
  readonly left: number;
  /** Somebody else holds the lease and does it. */
  readonly elsewhere: boolean;
}

/**
 * Sums closed hours up into bins, one process at a time. An hour is settled by compare-and-set on its mark: refresh,
 * recompute everything of the hour, write by id, and say "settled" only if nobody marked the hour meanwhile. Doing it
 * twice writes the same documents.
 */
export class HourSettler {
  readonly #asking: Asking;
  readonly #loop: BulkLoop;
  readonly #names: IndexNames;
  readonly #clock: Clock;
  readonly #lease: Lease;

  constructor(parts: { asking: Asking; loop: BulkLoop; names: IndexNames; clock: Clock; lease: Lease }) {
    this.#asking = parts.asking;
    this.#loop = parts.loop;
    this.#names = parts.names;
    this.#clock = parts.clock;
    this.#lease = parts.lease;
  }

  /** Settles what is due; call it every minute. At most `most` hours, oldest first. */
  async settle(most = 1_000): Promise<Settled> {
    if (!(await this.#lease.hold())) return { hours: 0, left: 0, elsewhere: true };
    const settled = await this.#settleDue(most);
    // Without it readers go on asking records, which is slow and not wrong: nothing waits for it.
    if (settled.hours > 0) await tellOfChange(this.#loop, this.#names);
    return settled;
  }

  async #settleDue(most: number): Promise<Settled> {
    const standing = await standingIndices(this.#asking, this.#names);
    let hours = 0;
    let left = 0;
    for (const day of standing.days) {
      const due = (await this.#dueHours(day, standing)).slice(0, most - hours);
      if (due.length === 0) continue;
      await this.#refresh(day);
      for (const hour of due) {
        if (!(await this.#lease.hold())) return { hours, left, elsewhere: true };
        if (await this.#settleHour(hour)) hours += 1;
        else left += 1;
      }
    }
    return { hours, left, elsewhere: false };
  }

  /**
   * Settles every hour of a day, open or marked or not, before its records are dropped.
   * @throws Error when one could not be settled: then the day must stay
   */
  async settleDay(day: number): Promise<void> {
    await this.#refresh(day);
    const standing = await standingIndices(this.#asking, this.#names);
    const states = await hourStates(this.#asking, this.#names, day, day + dayMs);
    for (let hour = day; hour < day + dayMs; hour += hourMs) {
      if (isSettled(states.get(hour), this.#names, standing)) continue;
      if ((await this.#settleHour(hour)) || (await this.#settleHour(hour))) continue;
      throw new Error(
        `${new Date(hour).toISOString()} could not be summed up: records still come in; drop this day later`,
      );
    }
  }

  async #dueHours(day: number, standing: StandingIndices): Promise<readonly number[]> {
    const now = this.#clock.now();
    const states = await hourStates(this.#asking, this.#names, day, day + dayMs);
    const hours: number[] = [];
    for (let hour = day; hour < day + dayMs && hour + hourMs + openAfterMs <= now; hour += hourMs) {
      const state = states.get(hour);
      if (state?.state === 'dirty' ? state.quietUntil <= now : !isSettled(state, this.#names, standing))
        hours.push(hour);
    }
    return hours;
  }

  async #settleHour(hour: number): Promise<boolean> {
    const id = hourStateId(hour);
    const before: Stored<HourState> | undefined = await this.#asking.byId(this.#names.state, id);
    const bins = binsOfHour(hour, await sumsFromEvents(this.#asking, this.#names, {}, quartersOf(hour)));
    const keys = new Set(bins.map((bin) => bin.key));
    const gone = [];
    for await (const bin of binsWithin(this.#asking, this.#names, {}, { from: hour, to: hour + 1 }))
      if (!keys.has(bin.key)) gone.push({ index: this.#names.binsOf(hour), id: bin.key });
    const outcomes = await this.#loop.write([...bins.map((bin) => binItem(this.#names, bin)), ...gone]);
    if (outcomes.some(({ kind }) => kind === 'busy' || kind === 'refused')) return false;
    if (outcomes.length > 0) await this.#refreshBins(hour);
    const binsIn = bins.length > 0 ? await this.#uuidOfBins(hour) : '';
    if (binsIn === undefined) return false;
    const settled = { state: 'settled', quietUntil: 0, stamp: randomUUID(), binsIn } as const;
    const document: HourState = { kind: 'hour', hourAt: hour, ...settled };
    return putIfUnchanged(this.#asking.client, { index: this.#names.state, id, document }, before);
  }

  /** Undefined: it was deleted a moment ago. */
  async #uuidOfBins(hour: number): Promise<string | undefined> {
    return (await standingIndices(this.#asking, this.#names)).bins.get(this.#names.binsOf(hour));
  }

  async #refresh(day: number): Promise<void> {
    await this.#asking.client.indices.refresh({
      index: [this.#names.eventsOf(day), this.#names.state],
      ignore_unavailable: true,
    });
  }

  async #refreshBins(hour: number): Promise<void> {
    await this.#asking.client.indices.refresh({ index: this.#names.binsOf(hour), ignore_unavailable: true });
  }
}
