import { zoneRowsOf, type ZoneRows } from '@vialog/measuring';
import { countEvent, isoOf, zoneKey, dayMs, type Clock, type CountEvent } from '@vialog/contracts';
import { amountOf } from './crossings.ts';
import type { CellReader, CellResolution, CellRow } from './cell-reader.port.ts';
import type { EventMaintenance, RetentionLimits } from './event-maintenance.port.ts';
import type { AfterKey, EventQuery } from './event-query.ts';
import type {
  Bucket,
  EpisodeReader,
  EpisodeRow,
  EpisodeRule,
  EventReader,
  EventSlice,
  MatchCount,
} from './event-reader.port.ts';
import type { AppendVerdict, EventWriter } from './event-writer.port.ts';
import { findEpisodes, firstEpisodes, type EpisodeFact } from './find-episodes.ts';
import { matches } from './matches.ts';
import { pastLimits, type PastEventWriter } from './past-event-writer.port.ts';
import { limitRejection, recordLimits, type RecordLimits } from './record-limits.ts';
import { endOf, restOfSpan, startOf } from './span.ts';
import { sumCells } from './sum-cells.ts';
import { sumSlots } from './sum-slots.ts';
import type { SumsQuery, TrendReader, ZoneSums } from './trend-reader.port.ts';

const rank = (event: CountEvent): number => (event.kind === 'measured' ? 2 : 1);

/** Newest slot first, then by eventId. */
export function compareEvents(a: CountEvent, b: CountEvent): number {
  return startOf(b) - startOf(a) || (a.eventId < b.eventId ? -1 : a.eventId > b.eventId ? 1 : 0);
}

/** Event store in memory for tests: slow and exact, the reference for every store. */
export class InMemoryEventStore
  implements
    EventWriter,
    PastEventWriter,
    EventReader,
    CellReader,
    EpisodeReader,
    TrendReader,
    EventMaintenance
{
  readonly #clock: Clock;
  readonly #slots = new Map<string, CountEvent>();
  /** Records of dropped days; their sums are still returned. */
  readonly #past = new Map<string, CountEvent>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  append(events: readonly CountEvent[]): Promise<readonly AppendVerdict[]> {
    return Promise.resolve(events.map((event) => this.#take(event, recordLimits)));
  }

  appendPast(events: readonly CountEvent[]): Promise<readonly AppendVerdict[]> {
    return Promise.resolve(events.map((event) => this.#take(event, pastLimits)));
  }

  #take(event: CountEvent, limits: RecordLimits): AppendVerdict {
    const parsed = countEvent.safeParse(event);
    if (!parsed.success) return { kind: 'rejected', why: `not a count event: ${parsed.error.message}` };
    const now = this.#clock.now();
    const why = limitRejection(parsed.data, now, limits) ?? this.#droppedDay(parsed.data);
    if (why !== undefined) return { kind: 'rejected', why };
    return this.#keep({ ...parsed.data, indexedAt: isoOf(now) }) ? { kind: 'stored' } : { kind: 'known' };
  }

  #droppedDay(event: CountEvent): string | undefined {
    const isDropped = [...this.#past.values()].some((past) => dayEnd(past) === dayEnd(event));
    return isDropped ? 'out of retention: the slots of its day were dropped' : undefined;
  }

  #keep(event: CountEvent): boolean {
    const before = this.#slots.get(event.eventId);
    if (before && rank(before) >= rank(event)) return false;
    this.#slots.set(event.eventId, event);
    for (let rest = before && restOfSpan(before); rest; rest = restOfSpan(rest)) if (this.#keep(rest)) break;
    return true;
  }

  #found(query: EventQuery): readonly CountEvent[] {
    return [...this.#slots.values()]
      .filter((event) => startOf(event) >= query.from && startOf(event) < query.to)
      .filter((event) => matches(event, query.where))
      .sort(compareEvents);
  }

  search(query: EventQuery, page: { limit: number; after?: AfterKey }): Promise<EventSlice> {
    const after = page.after;
    const rest = this.#found(query).filter((event) => !after || isAfter(event, after));
    return Promise.resolve({ items: rest.slice(0, page.limit), more: rest.length > page.limit });
  }

  count(query: EventQuery, limit: number): Promise<MatchCount> {
    const found = this.#found(query).length;
    return Promise.resolve({ value: Math.min(found, limit), relation: found > limit ? 'gte' : 'eq' });
  }

  histogram(query: EventQuery, edges: readonly number[]): Promise<readonly Bucket[]> {
    const starts = this.#found(query).map(startOf);
    const buckets = edges.slice(0, -1).map((start, i) => ({
      start,
      count: starts.filter((at) => at >= start && at < (edges[i + 1] ?? start)).length,
    }));
    return Promise.resolve(buckets);
  }

  byId(eventId: string): Promise<CountEvent | undefined> {
    return Promise.resolve(this.#slots.get(eventId));
  }

  cells(query: EventQuery, resolution: CellResolution): Promise<readonly CellRow[]> {
    return Promise.resolve(sumCells(this.#found(query), resolution));
  }

  episodes(query: EventQuery, rule: EpisodeRule): Promise<readonly EpisodeRow[]> {
    const inWindow = this.#found({ ...query, where: { kind: 'all' } }).toReversed();
    const zones = Map.groupBy(inWindow, zoneKey);
    const rows = [...zones.values()].flatMap((events) =>
      findEpisodes(
        zoneOf(events),
        events.map((event) => factOf(event, query)),
        rule,
      ),
    );
    return Promise.resolve(firstEpisodes(rows, rule));
  }

  sums(query: SumsQuery): Promise<readonly ZoneSums[]> {
    return Promise.resolve(sumSlots([...this.#past.values(), ...this.#slots.values()], query));
  }

  async zoneRows(query: SumsQuery): Promise<readonly ZoneRows[]> {
    return zoneRowsOf(await this.sums(query), query.edges);
  }

  lastSlotEnds(cameras: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const ends = new Map<string, number>();
    for (const event of this.#slots.values())
      if (cameras.includes(event.cameraId))
        ends.set(zoneKey(event), Math.max(ends.get(zoneKey(event)) ?? 0, endOf(event)));
    return Promise.resolve(ends);
  }

  newest(): Promise<number | undefined> {
    const starts = [...this.#slots.values()].map(startOf);
    return Promise.resolve(starts.length === 0 ? undefined : starts.reduce((a, b) => Math.max(a, b)));
  }

  dropBefore(limits: RetentionLimits): Promise<number> {
    const days = new Set<number>();
    for (const [id, event] of this.#slots) {
      if (dayEnd(event) > limits.events) continue;
      days.add(dayEnd(event));
      this.#slots.delete(id);
      this.#past.set(id, event);
    }
    for (const [id, event] of this.#past) if (dayEnd(event) <= limits.quarterHours) this.#past.delete(id);
    return Promise.resolve(days.size);
  }

  eraseCameras(cameraIds: readonly string[]): Promise<number> {
    let erased = 0;
    for (const [id, event] of this.#slots)
      if (cameraIds.includes(event.cameraId) && this.#slots.delete(id)) erased += 1;
    for (const [id, event] of this.#past) if (cameraIds.includes(event.cameraId)) this.#past.delete(id);
    return Promise.resolve(erased);
  }
}

const dayEnd = (event: CountEvent): number => (Math.floor(startOf(event) / dayMs) + 1) * dayMs;

const isAfter = (event: CountEvent, key: AfterKey): boolean =>
  startOf(event) < key.slotStart || (startOf(event) === key.slotStart && event.eventId > key.eventId);

function zoneOf(events: readonly CountEvent[]): { cameraId: string; zoneId: string } {
  const [first] = events;
  if (!first) throw new Error('a group without a record');
  return first;
}

const factOf = (event: CountEvent, query: EventQuery): EpisodeFact => ({
  start: startOf(event),
  end: endOf(event),
  slotMs: event.slotMs,
  siteId: event.siteId,
  total: amountOf(event),
  occupancy: event.occupancy,
  position: event.position,
  matches: matches(event, query.where),
});
