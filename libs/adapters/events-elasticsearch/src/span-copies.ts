import type { CountEvent } from '@vialog/contracts';
import { endOf, restOfSpan, startOf, zoneKey } from '@vialog/events';
import type { BoundedClient } from './bounded-client.ts';
import type { BulkWriter } from './bulk-writer.ts';
import type { BulkItem, ItemOutcome } from './bulk-request.ts';
import { eventItem } from './event-item.ts';
import { hourOf, type IndexNames } from './index-names.ts';

interface SpanCopy {
  readonly record: CountEvent;
}
type Outcomes = Map<CountEvent, ItemOutcome>;

const isSpan = (event: CountEvent): boolean => event.kind === 'gap' && event.slots > 1;

/**
 * Keeps a copy of every gap span that was taken. A measurement that replaces a span's first slot erases what the other
 * slots were explained by; from the copy the rest of the span is written again. Elasticsearch has no transaction, so
 * the copy is the promise: it goes only after the rest stands, and whoever meets a copy finishes the work.
 */
export class SpanCopies {
  readonly #elastic: BoundedClient;
  readonly #bulk: BulkWriter;
  readonly #names: IndexNames;

  constructor(elastic: BoundedClient, bulk: BulkWriter, names: IndexNames) {
    this.#elastic = elastic;
    this.#bulk = bulk;
    this.#names = names;
  }

  /**
   * The batch cut where one of its measurements replaces a span and a later gap of that zone and hour comes behind it:
   * the rest of the span has to stand by then. Mostly the batch as it is.
   */
  async splitBatch(events: readonly CountEvent[]): Promise<readonly (readonly CountEvent[])[]> {
    const doubtful = followedByGaps(events);
    if (doubtful.length === 0) return [events];
    const copies = await this.#copiesOf(doubtful);
    const here = new Set(events.filter(isSpan).map((event) => event.eventId));
    const groups: CountEvent[][] = [[]];
    for (const event of events) {
      groups.at(-1)?.push(event);
      if (doubtful.includes(event) && (copies.has(event.eventId) || here.has(event.eventId))) groups.push([]);
    }
    return groups.filter((group) => group.length > 0);
  }

  /** Copies the spans among the records; what became of each copy. A record whose copy is busy must wait. */
  async copy(events: readonly CountEvent[]): Promise<Outcomes> {
    const spans = events.filter(isSpan);
    const outcomes = await this.#bulk.write(spans.map((span) => this.#copyItem(span)));
    return new Map(spans.map((span, i) => [span, outcomes[i] ?? { kind: 'busy' }]));
  }

  /** Takes back copies of spans that were not taken: another record stood there. */
  async removeUnused(copies: Outcomes, outcomes: Outcomes): Promise<void> {
    const unused = [...copies].filter(
      ([span, copy]) =>
        copy.kind === 'stored' && ['known', 'refused'].includes(outcomes.get(span)?.kind ?? ''),
    );
    await this.#bulk.write(unused.map(([span]) => this.#removal(span)));
  }

  /** For measurements that replaced a gap, or came again: writes what is left of its span. Changes busy ones. */
  async writeRemainders(outcomes: Outcomes, now: number): Promise<void> {
    const asked = [...outcomes].filter(
      ([event, outcome]) =>
        event.kind === 'measured' &&
        (outcome.kind === 'known' || (outcome.kind === 'stored' && outcome.replaced)),
    );
    const copies = await this.#copiesOf(asked.map(([event]) => event));
    for (const [event, outcome] of asked) {
      const span = copies.get(event.eventId)?.record;
      if (span && !(await this.#writeRest(span, outcome.kind === 'known', now)))
        outcomes.set(event, { kind: 'busy' });
    }
  }

  /**
   * Writes the rest of a span at the first of its slots that has no record, then removes the copy. `again`: a former
   * attempt may have come so far that the rest is there already. False: the store was busy.
   */
  async #writeRest(span: CountEvent, again: boolean, now: number): Promise<boolean> {
    const rests = restsOf(span);
    const there = await this.#elastic.mget<CountEvent>(
      rests.map((rest) => ({ index: this.#names.eventsOf(startOf(rest)), id: rest.eventId })),
    );
    for (const rest of rests) {
      const found = there.get(rest.eventId);
      if (found && again && isRestOf(found, span)) break;
      if (found) continue;
      const outcome = await this.#writeOne(rest, now);
      if (outcome === 'busy') return false;
      if (outcome === 'stored') break;
    }
    const [removed] = await this.#bulk.write([this.#removal(span)]);
    return removed?.kind !== 'busy';
  }

  async #writeOne(rest: CountEvent, now: number): Promise<ItemOutcome['kind']> {
    const copies = await this.copy([rest]);
    if (copies.get(rest)?.kind === 'busy') return 'busy';
    const [outcome] = await this.#bulk.write([eventItem(this.#names, rest, now)]);
    if (outcome) await this.removeUnused(copies, new Map([[rest, outcome]]));
    return outcome?.kind ?? 'busy';
  }

  #copiesOf(events: readonly CountEvent[]): Promise<ReadonlyMap<string, SpanCopy>> {
    return this.#elastic.mget<SpanCopy>(
      events.map((event) => ({ index: this.#names.spansOf(startOf(event)), id: event.eventId })),
    );
  }

  #copyItem(span: CountEvent): BulkItem {
    const document = JSON.stringify({ cameraId: span.cameraId, record: span } satisfies SpanCopy & {
      cameraId: string;
    });
    return { index: this.#names.spansOf(startOf(span)), id: span.eventId, document };
  }

  #removal(span: CountEvent): BulkItem {
    return { index: this.#names.spansOf(startOf(span)), id: span.eventId };
  }
}

function restsOf(span: CountEvent): readonly CountEvent[] {
  const rests: CountEvent[] = [];
  for (let rest = restOfSpan(span); rest; rest = restOfSpan(rest)) rests.push(rest);
  return rests;
}

const isRestOf = (found: CountEvent, span: CountEvent): boolean =>
  found.kind === 'gap' && found.reason === span.reason && endOf(found) === endOf(span);

/** Measurements behind which, in the batch, a later gap of the same zone and hour comes. */
function followedByGaps(events: readonly CountEvent[]): readonly CountEvent[] {
  const latestGap = new Map<string, number>();
  const doubtful: CountEvent[] = [];
  for (const event of events.toReversed()) {
    const place = `${zoneKey(event)}/${hourOf(startOf(event))}`;
    const gapAt = latestGap.get(place);
    if (event.kind === 'gap') latestGap.set(place, Math.max(gapAt ?? 0, startOf(event)));
    else if (gapAt !== undefined && gapAt > startOf(event)) doubtful.push(event);
  }
  return doubtful;
}
