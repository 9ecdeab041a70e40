import { epochOf, hourMs, type CountEvent } from '@vialog/contracts';

/** A waiting span. `group`: its zone, version and hour. */
interface LostSpan {
  readonly group: string;
  readonly gap: CountEvent;
}

/**
 * Gap spans of slots whose record was dropped: one record per zone, version, hour and run of slots with the same reason. A
 * dropped measurement is `storage_full`, a dropped gap keeps its reason. The number of spans is limited; beyond the limit the
 * oldest are dropped, and their slots become `unreported` in the ledger.
 */
export class LostSlots {
  readonly #limit: number;
  /** By group and start. */
  readonly #spans = new Map<string, LostSpan>();
  /** Key of the newest span of a group. */
  readonly #newest = new Map<string, string>();
  #total = 0;

  /** @param limit maximum number of spans */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Measured slots dropped since the start, number. */
  get total(): number {
    return this.#total;
  }

  /** Waiting spans, number. */
  get spans(): number {
    return this.#spans.size;
  }

  /** Adds a dropped event to the span of its zone, version, hour and reason. */
  add(event: CountEvent): void {
    if (event.kind === 'measured') this.#total += event.slots;
    this.#merge(event.kind === 'gap' ? event : gapOf(event));
  }

  /** Removes the oldest spans, at most `count`, and returns them. */
  take(count: number): readonly CountEvent[] {
    const taken = [...this.#spans].slice(0, count);
    for (const [key] of taken) this.#remove(key);
    return taken.map(([, { gap }]) => gap);
  }

  /** Adds spans again that could not be sent. */
  putBack(spans: readonly CountEvent[]): void {
    for (const span of spans) this.#merge(span);
  }

  #merge(gap: CountEvent): void {
    const hour = Math.floor(epochOf(gap.slotStartAt) / hourMs);
    const group = `${gap.cameraId}/${gap.zoneId}/${gap.cameraVersion}/${hour}`;
    const newest = this.#newest.get(group);
    const known = newest === undefined ? undefined : this.#spans.get(newest)?.gap;
    if (newest !== undefined && known && known.reason === gap.reason) {
      this.#spans.set(newest, { group, gap: joined(known, gap) });
      return;
    }
    const key = `${group}/${gap.slotStartAt}`;
    this.#spans.set(key, { group, gap });
    this.#newest.set(group, key);
    const [oldest] = this.#spans.keys();
    if (this.#spans.size > this.#limit && oldest !== undefined) this.#remove(oldest);
  }

  #remove(key: string): void {
    const group = this.#spans.get(key)?.group;
    this.#spans.delete(key);
    if (group !== undefined && this.#newest.get(group) === key) this.#newest.delete(group);
  }
}

/** Merges two spans: from the start of the earlier to the end of the later one. */
function joined(one: CountEvent, other: CountEvent): CountEvent {
  const first = one.slotStartAt <= other.slotStartAt ? one : other;
  const end = Math.max(endOf(one), endOf(other));
  return { ...first, slots: Math.round((end - epochOf(first.slotStartAt)) / first.slotMs) };
}

const endOf = (event: CountEvent): number => epochOf(event.slotStartAt) + event.slots * event.slotMs;

/** A gap `storage_full` for the zone and slots of an event, without its numbers. */
function gapOf(event: CountEvent): CountEvent {
  const gap: CountEvent = {
    v: event.v,
    eventId: event.eventId,
    slotStartAt: event.slotStartAt,
    slotMs: event.slotMs,
    cameraId: event.cameraId,
    cameraVersion: event.cameraVersion,
    zoneId: event.zoneId,
    zoneKind: event.zoneKind,
    zoneRole: event.zoneRole,
    origin: event.origin,
    kind: 'gap',
    reason: 'storage_full',
    framesUsed: 0,
    framesReused: 0,
    framesExpected: event.framesExpected,
    slots: event.slots,
    position: event.position,
    cells: event.cells,
    localMinute: event.localMinute,
    localWeekday: event.localWeekday,
  };
  if (event.siteId !== undefined) gap.siteId = event.siteId;
  if (event.model !== undefined) gap.model = event.model;
  return gap;
}
