import { epochOf, hourMs, type CountEvent } from '@vialog/contracts';

/**
 * Gap spans of slots whose record was dropped: one record per zone, version and hour. The number of spans is limited; beyond
 * the limit the oldest are dropped, and their slots become `unreported` in the ledger.
 */
export class LostSlots {
  readonly #limit: number;
  readonly #spans = new Map<string, CountEvent>();
  #total = 0;

  /** @param limit maximum number of spans */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Slots dropped since the start, number. */
  get total(): number {
    return this.#total;
  }

  /** Waiting spans, number. */
  get spans(): number {
    return this.#spans.size;
  }

  /** Adds a dropped event to the span of its zone, version and hour. */
  add(event: CountEvent): void {
    this.#total += event.slots;
    this.#merge(gapOf(event));
  }

  /** Removes the oldest spans, at most `count`, and returns them. */
  take(count: number): readonly CountEvent[] {
    const taken = [...this.#spans].slice(0, count);
    for (const [key] of taken) this.#spans.delete(key);
    return taken.map(([, span]) => span);
  }

  /** Adds spans again that could not be sent. */
  putBack(spans: readonly CountEvent[]): void {
    for (const span of spans) this.#merge(span);
  }

  #merge(gap: CountEvent): void {
    const hour = Math.floor(epochOf(gap.slotStartAt) / hourMs);
    const key = `${gap.cameraId}/${gap.zoneId}/${gap.cameraVersion}/${hour}`;
    const known = this.#spans.get(key);
    this.#spans.set(key, known ? joined(known, gap) : gap);
    const [oldest] = this.#spans.keys();
    if (this.#spans.size > this.#limit && oldest !== undefined) this.#spans.delete(oldest);
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
