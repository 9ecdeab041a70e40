import { isoOf, type CountEvent } from '@vialog/contracts';
import { endOf, startOf, zoneKey } from '@vialog/events';
import { allHits } from './all-hits.ts';
import type { BoundedClient } from './bounded-client.ts';
import type { Query } from './condition-query.ts';
import { recordOf } from './event-document.ts';
import { hourOf, type IndexNames } from './index-names.ts';
import { placeFilter, type SumsFilter } from './sums-from-events.ts';

interface Spanned {
  /** Epoch ms. */
  readonly slot: number;
  /** The span that explains it. */
  readonly record: CountEvent;
}

/** Clauses of one question: spans are asked about together. */
const spansAtOnce = 200;

/**
 * Slots that start in the window and are explained by a gap span: no record of their own stands there, and of several
 * spans the one that starts last explains. Each slot once.
 */
export async function spannedSlots(
  elastic: BoundedClient,
  names: IndexNames,
  filter: SumsFilter,
  window: { from: number; to: number },
): Promise<readonly Spanned[]> {
  const spans = await spansOver(elastic, names, filter, window);
  if (spans.length === 0) return [];
  const own = await ownRecords(elastic, names, spans);
  const decided = new Map<string, Spanned>();
  for (const record of spans)
    for (let slot = startOf(record); slot < endOf(record); slot += record.slotMs)
      if (slot >= window.from && slot < window.to)
        decided.set(`${zoneKey(record)}/${slot}`, { slot, record });
  return [...decided]
    .filter(([key, { record }]) => !own.has(key) && ofSites(record, filter))
    .map(([, spanned]) => spanned);
}

const ofSites = (record: CountEvent, { sites }: SumsFilter): boolean =>
  !sites || (record.siteId !== undefined && sites.includes(record.siteId));

/** In order of start, later ones last. A span ends with its hour, so none begins before the hour of the window. */
async function spansOver(
  elastic: BoundedClient,
  names: IndexNames,
  filter: SumsFilter,
  { from, to }: { from: number; to: number },
): Promise<readonly CountEvent[]> {
  const places = placeFilter(filter, false);
  if (filter.sites) places.push({ terms: { siteId: [...filter.sites] } });
  const query: Query = {
    bool: {
      filter: [
        { term: { kind: 'gap' } },
        { range: { slots: { gt: 1 } } },
        { range: { slotStartAt: { gte: isoOf(hourOf(from)), lt: isoOf(to) } } },
        { range: { 'derived.endAt': { gt: from } } },
        ...places,
      ],
    },
  };
  const spans: CountEvent[] = [];
  const sort = [{ slotStartAt: 'asc' as const }, { eventId: 'asc' as const }];
  for await (const hit of allHits(elastic, names.eventsWithin(hourOf(from), to), { query, sort }))
    spans.push(recordOf(hit._source));
  return spans;
}

/** Slots below the spans that have a record of one slot themselves. */
async function ownRecords(
  elastic: BoundedClient,
  names: IndexNames,
  spans: readonly CountEvent[],
): Promise<ReadonlySet<string>> {
  const own = new Set<string>();
  for (let first = 0; first < spans.length; first += spansAtOnce) {
    const some = spans.slice(first, first + spansAtOnce);
    const from = Math.min(...some.map(startOf));
    const to = Math.max(...some.map(endOf));
    const query: Query = {
      bool: { filter: [{ term: { slots: 1 } }], should: some.map(below), minimum_should_match: 1 },
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

const below = (span: CountEvent): Query => ({
  bool: {
    filter: [
      { term: { 'derived.zone': zoneKey(span) } },
      { range: { slotStartAt: { gt: span.slotStartAt, lt: isoOf(endOf(span)) } } },
    ],
  },
});
