import { isoOf, zoneKey, type CountEvent } from '@vialog/contracts';
import { endOf, startOf } from '@vialog/events';
import { allHits } from './all-hits.ts';
import type { Searcher } from './bounded-client.ts';
import type { Query } from './condition-query.ts';
import { recordOf } from './event-document.ts';
import { hourOf, type IndexNames } from './index-names.ts';
import { filterClauses, startsWithin, type SumsFilter } from './sums-filter.ts';

interface SpanSlot {
  /** Epoch ms. */
  readonly slot: number;
  /** The gap span that explains the slot. */
  readonly record: CountEvent;
}

/** Clauses of one search. */
const spansPerRequest = 200;

/**
 * Slots that start in the window, are covered by a gap span and have no record of their own. Where several spans cover
 * a slot, the span that starts last explains it. Each slot once.
 */
export async function slotsOfSpans(
  elastic: Searcher,
  names: IndexNames,
  filter: SumsFilter,
  window: { from: number; to: number },
): Promise<readonly SpanSlot[]> {
  const spans = await spansOver(elastic, names, filter, window);
  if (spans.length === 0) return [];
  const own = await slotsWithRecord(elastic, names, spans);
  const decided = new Map<string, SpanSlot>();
  for (const record of spans)
    for (let slot = startOf(record); slot < endOf(record); slot += record.slotMs)
      if (slot >= window.from && slot < window.to)
        decided.set(`${zoneKey(record)}/${slot}`, { slot, record });
  return [...decided].filter(([key]) => !own.has(key)).map(([, spanSlot]) => spanSlot);
}

/** Spans in ascending order of start. A span ends with its hour, so none starts before the hour of the window. */
async function spansOver(
  elastic: Searcher,
  names: IndexNames,
  filter: SumsFilter,
  { from, to }: { from: number; to: number },
): Promise<readonly CountEvent[]> {
  const query: Query = {
    bool: {
      filter: [
        { term: { kind: 'gap' } },
        { range: { slots: { gt: 1 } } },
        startsWithin(hourOf(from), to),
        { range: { 'derived.endAt': { gt: from } } },
        ...filterClauses(filter),
      ],
    },
  };
  const spans: CountEvent[] = [];
  const sort = [{ slotStartAt: 'asc' as const }, { eventId: 'asc' as const }];
  for await (const hit of allHits(elastic, names.eventsWithin(hourOf(from), to), { query, sort }))
    spans.push(recordOf(hit._source));
  return spans;
}

/** Slots covered by the spans that have a record of one slot, as `zoneKey/start`. */
async function slotsWithRecord(
  elastic: Searcher,
  names: IndexNames,
  spans: readonly CountEvent[],
): Promise<ReadonlySet<string>> {
  const own = new Set<string>();
  for (let first = 0; first < spans.length; first += spansPerRequest) {
    const some = spans.slice(first, first + spansPerRequest);
    const from = Math.min(...some.map(startOf));
    const to = Math.max(...some.map(endOf));
    const query: Query = {
      bool: { filter: [{ term: { slots: 1 } }], should: some.map(coveredBy), minimum_should_match: 1 },
    };
    const body = {
      query,
      sort: [{ slotStartAt: 'asc' as const }, { eventId: 'asc' as const }],
      _source: ownFields,
    };
    for await (const { _source } of allHits(elastic, names.eventsWithin(from, to), body)) {
      const record = _source as CountEvent;
      own.add(`${zoneKey(record)}/${startOf(record)}`);
    }
  }
  return own;
}

const ownFields = ['cameraId', 'zoneId', 'slotStartAt'];

const coveredBy = (span: CountEvent): Query => ({
  bool: {
    filter: [
      { term: { 'derived.zone': zoneKey(span) } },
      { range: { slotStartAt: { gt: span.slotStartAt, lt: isoOf(endOf(span)) } } },
    ],
  },
});
