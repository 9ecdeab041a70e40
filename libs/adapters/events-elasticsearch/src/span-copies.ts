import { zoneKey, type CountEvent } from '@vialog/contracts';
import { endOf, restOfSpan, startOf } from '@vialog/events';
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
 * Keeps a copy of every stored gap span. A measurement that replaces the first slot of a span deletes the explanation of
 * its other slots; the remainder of the span is written again from the copy. Elasticsearch has no transactions, so the
 * copy serves as a log: it is deleted only after the remainder is stored, and a retry that finds a copy completes the work.
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
   * Splits a batch after a measurement that may replace a span and is followed by a later gap of the same zone and hour:
   * the remainder of the span must be stored before that gap. Most batches are not split.
   */
  async splitBatch(events: readonly CountEvent[]): Promise<readonly (readonly CountEvent[])[]> {
    const candidates = followedByGaps(events);
    if (candidates.length === 0) return [events];
    const copies = await this.#copiesOf(candidates);
    const here = new Set(events.filter(isSpan).map((event) => event.eventId));
    const groups: CountEvent[][] = [[]];
    for (const event of events) {
      groups.at(-1)?.push(event);
      if (candidates.includes(event) && (copies.has(event.eventId) || here.has(event.eventId)))
        groups.push([]);
    }
    return groups.filter((group) => group.length > 0);
  }

  /** Copies the spans among the records and returns the outcome per span. A span whose copy is busy must not be written. */
  async copy(events: readonly CountEvent[]): Promise<Outcomes> {
    const spans = events.filter(isSpan);
    const outcomes = await this.#bulk.write(spans.map((span) => this.#copyItem(span)));
    return new Map(spans.map((span, i) => [span, outcomes[i] ?? { kind: 'busy' }]));
  }

  /** Deletes copies of spans that were not stored, because another record exists. */
  async removeUnused(copies: Outcomes, outcomes: Outcomes): Promise<void> {
    const unused = [...copies].filter(
      ([span, copy]) =>
        copy.kind === 'stored' && ['known', 'rejected'].includes(outcomes.get(span)?.kind ?? ''),
    );
    await this.#bulk.write(unused.map(([span]) => this.#removal(span)));
  }

  /** Writes the remainder of spans that measurements of this batch replaced, now or earlier. Sets outcomes to busy. */
  async writeRemainders(outcomes: Outcomes, now: number): Promise<void> {
    const replacing = [...outcomes].filter(
      ([event, outcome]) =>
        event.kind === 'measured' &&
        (outcome.kind === 'known' || (outcome.kind === 'stored' && outcome.replaced)),
    );
    const copies = await this.#copiesOf(replacing.map(([event]) => event));
    for (const [event, outcome] of replacing) {
      const span = copies.get(event.eventId)?.record;
      if (span && !(await this.#writeRemainder(span, outcome.kind === 'known', now)))
        outcomes.set(event, { kind: 'busy' });
    }
  }

  /**
   * Writes the remainder of a span at its first slot without a record, then deletes the copy. `again`: an earlier attempt
   * may have written the remainder already. False: the store is busy.
   */
  async #writeRemainder(span: CountEvent, again: boolean, now: number): Promise<boolean> {
    const rests = remaindersOf(span);
    const existing = await this.#elastic.mget<CountEvent>(
      rests.map((rest) => ({ index: this.#names.eventsOf(startOf(rest)), id: rest.eventId })),
    );
    for (const rest of rests) {
      const found = existing.get(rest.eventId);
      if (found && again && isRemainderOf(found, span)) break;
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

function remaindersOf(span: CountEvent): readonly CountEvent[] {
  const rests: CountEvent[] = [];
  for (let rest = restOfSpan(span); rest; rest = restOfSpan(rest)) rests.push(rest);
  return rests;
}

const isRemainderOf = (found: CountEvent, span: CountEvent): boolean =>
  found.kind === 'gap' && found.reason === span.reason && endOf(found) === endOf(span);

/** Measurements that are followed, in the batch, by a later gap of the same zone and hour. */
function followedByGaps(events: readonly CountEvent[]): readonly CountEvent[] {
  const latestGap = new Map<string, number>();
  const candidates: CountEvent[] = [];
  for (const event of events.toReversed()) {
    const place = `${zoneKey(event)}/${hourOf(startOf(event))}`;
    const gapAt = latestGap.get(place);
    if (event.kind === 'gap') latestGap.set(place, Math.max(gapAt ?? 0, startOf(event)));
    else if (gapAt !== undefined && gapAt > startOf(event)) candidates.push(event);
  }
  return candidates;
}
