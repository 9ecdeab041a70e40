import { VialogError, type Clock, type CountEvent } from '@vialog/contracts';
import { startOf, type AppendVerdict, type EventWriter } from '@vialog/events';
import type { BulkWriter } from './bulk-writer.ts';
import type { ItemOutcome } from './bulk-request.ts';
import { eventItem } from './event-item.ts';
import type { DirtyHours } from './dirty-hours.ts';
import type { IndexNames } from './index-names.ts';
import { RecordChecker } from './record-checker.ts';
import type { SpanCopies } from './span-copies.ts';

type Outcomes = Map<CountEvent, ItemOutcome>;

/**
 * Writes records into the daily indices and returns a verdict for each. Marks the hours of late records dirty first, and
 * copies gap spans, so that a measurement of the first slot does not lose the other slots.
 */
export class ElasticEventWriter implements EventWriter {
  readonly #bulk: BulkWriter;
  readonly #names: IndexNames;
  readonly #clock: Clock;
  readonly #marks: DirtyHours;
  readonly #spans: SpanCopies;
  readonly #checker = new RecordChecker();

  constructor(parts: {
    bulk: BulkWriter;
    names: IndexNames;
    clock: Clock;
    marks: DirtyHours;
    spans: SpanCopies;
  }) {
    this.#bulk = parts.bulk;
    this.#names = parts.names;
    this.#clock = parts.clock;
    this.#marks = parts.marks;
    this.#spans = parts.spans;
  }

  /** @throws {Error} when no retry can succeed (missing privilege, an index that must not be created) */
  async append(events: readonly CountEvent[]): Promise<readonly AppendVerdict[]> {
    const now = this.#clock.now();
    const checked = events.map((event) => this.#checker.check(event, now));
    const good = checked.filter((record) => typeof record !== 'string');
    const outcomes = await this.#storeUnlessUnavailable(good, now);
    return checked.map((record) =>
      typeof record === 'string' ? { kind: 'rejected', why: record } : this.#verdict(outcomes.get(record)),
    );
  }

  /** A read may find the server unavailable, too. Records without an outcome are busy. */
  async #storeUnlessUnavailable(events: readonly CountEvent[], now: number): Promise<Outcomes> {
    try {
      return await this.#store(events, now);
    } catch (error) {
      if (error instanceof VialogError && error.code === 'STORE_UNAVAILABLE') return new Map();
      throw error;
    }
  }

  async #store(events: readonly CountEvent[], now: number): Promise<Outcomes> {
    const outcomes: Outcomes = new Map();
    if (events.length === 0) return outcomes;
    if (!(await this.#marks.markDirty(events.map(startOf)))) return outcomes;
    for (const group of await this.#spans.splitBatch(events)) {
      const written = await this.#storeGroup(group, now);
      for (const [event, outcome] of written) outcomes.set(event, outcome);
      // Records of a zone are written in order, so nothing is written after a busy record.
      if ([...written.values()].some((outcome) => outcome.kind === 'busy')) break;
    }
    return outcomes;
  }

  async #storeGroup(events: readonly CountEvent[], now: number): Promise<Outcomes> {
    const copies = await this.#spans.copy(events);
    const ready = events.filter((event) => copies.get(event)?.kind !== 'busy');
    const written = await this.#bulk.write(ready.map((event) => eventItem(this.#names, event, now)));
    const outcomes: Outcomes = new Map(ready.map((event, i) => [event, written[i] ?? { kind: 'busy' }]));
    await this.#spans.removeUnused(copies, outcomes);
    await this.#spans.writeRemainders(outcomes, now);
    return outcomes;
  }

  #verdict(outcome: ItemOutcome | undefined): AppendVerdict {
    if (outcome === undefined || outcome.kind === 'busy')
      return { kind: 'busy', pauseMs: this.#bulk.pauseMs };
    return outcome.kind === 'stored' ? { kind: 'stored' } : outcome;
  }
}
