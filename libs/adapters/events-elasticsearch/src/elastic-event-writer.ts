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
 * Writes records into the daily indices. Marks the hours of late ones before they are written, keeps gap spans apart
 * so that a measurement of their first slot loses nothing, and tells what became of each record.
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

  /** @throws Error when Elasticsearch says that this will never work (credentials, an index that may not be made) */
  async append(events: readonly CountEvent[]): Promise<readonly AppendVerdict[]> {
    const now = this.#clock.now();
    const checked = events.map((event) => this.#checker.check(event, now));
    const good = checked.filter((record) => typeof record !== 'string');
    const outcomes = await this.#storeUnlessAway(good, now);
    return checked.map((record) =>
      typeof record === 'string' ? { kind: 'refused', why: record } : this.#verdict(outcomes.get(record)),
    );
  }

  /** A look-up in between may meet a server that is away, too: what is not answered for comes again. */
  async #storeUnlessAway(events: readonly CountEvent[], now: number): Promise<Outcomes> {
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
      // The order of records matters where spans do: nothing overtakes what has to come again.
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
