import { hourMs } from '@vialog/contracts';
import type { Clock } from '@vialog/contracts';
import type { BulkWriter } from './bulk-writer.ts';
import { hourStateId, writeStates, type HourState } from './hour-states.ts';
import { hourOf, type IndexNames } from './index-names.ts';

/** An hour can be finalised this long after its end, ms. Records until then are not late. */
export const finaliseDelayMs = 900_000;
/** An hour is not finalised until this time after it was marked dirty, ms. */
export const quietPeriodMs = 60_000;

/**
 * Marks the hours of late records dirty before the records are written: from then on readers sum the records, until the
 * hour is finalised again. A mark prevents finalising for a minute and is renewed after half of that, so that not every
 * batch writes one.
 */
export class DirtyHours {
  readonly #bulk: BulkWriter;
  readonly #names: IndexNames;
  readonly #clock: Clock;
  /** Hour → time of its last mark, monotonic ms. */
  readonly #marked = new Map<number, number>();

  constructor(bulk: BulkWriter, names: IndexNames, clock: Clock) {
    this.#bulk = bulk;
    this.#names = names;
    this.#clock = clock;
  }

  /** False: the store is busy, and the records must not be written. */
  async markDirty(starts: readonly number[]): Promise<boolean> {
    const now = this.#clock.now();
    // Half of the delay: clocks may differ, and a write may take long.
    const hours = [...new Set(starts.map(hourOf))].filter(
      (hour) => hour + hourMs + finaliseDelayMs / 2 <= now,
    );
    const due = hours.filter((hour) => this.#isDue(hour));
    if (due.length === 0) return true;
    const marks = due.map((hour) => this.#mark(hour, now));
    if (!(await writeStates(this.#bulk, this.#names, marks))) return false;
    const at = this.#clock.monotonic();
    if (this.#marked.size > 2_000) this.#marked.clear();
    for (const hour of due) this.#marked.set(hour, at);
    return true;
  }

  #isDue(hour: number): boolean {
    const at = this.#marked.get(hour);
    return at === undefined || this.#clock.monotonic() - at > quietPeriodMs / 2;
  }

  #mark(hour: number, now: number) {
    const state: HourState = { kind: 'hour', hourAt: hour, state: 'dirty', quietUntil: now + quietPeriodMs };
    return {
      index: this.#names.state,
      id: hourStateId(hour),
      document: JSON.stringify(state),
      overwrite: true as const,
    };
  }
}
