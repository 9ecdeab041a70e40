import { epochOf, hourMs, type CountEvent } from '@vialog/contracts';

/** Slots whose record had to be given up for want of room, kept as spans: one small record per zone and hour. */
export class LostSlots {
  readonly #spans = new Map<string, CountEvent>();
  #total = 0;

  /** Records given up since the start, number. */
  get total(): number {
    return this.#total;
  }

  /** A measurement becomes part of a gap; a gap keeps its reason where it stands alone. */
  add(event: CountEvent): void {
    this.#total += event.slots;
    const key = `${event.cameraId}/${event.zoneId}/${event.cameraVersion}/${Math.floor(epochOf(event.slotStartAt) / hourMs)}`;
    const before = this.#spans.get(key);
    this.#spans.set(key, before ? joined(before, event) : gapOf(event));
  }

  /** Hands the spans over and forgets them. */
  takeSpans(): readonly CountEvent[] {
    const spans = [...this.#spans.values()];
    this.#spans.clear();
    return spans;
  }
}

/** Slots come in order, so the span reaches from the first to the newest. */
function joined(span: CountEvent, event: CountEvent): CountEvent {
  const end = epochOf(event.slotStartAt) + event.slots * event.slotMs;
  return {
    ...span,
    slots: Math.max(span.slots, Math.round((end - epochOf(span.slotStartAt)) / span.slotMs)),
  };
}

/** The same zone and slot as a gap `storage_full`: what was measured is left behind. */
function gapOf(event: CountEvent): CountEvent {
  const { v, eventId, slotStartAt, slotMs, cameraId, cameraVersion, zoneId, zoneKind, zoneRole, origin } =
    event;
  const { framesExpected, position, cells, localMinute, localWeekday, slots, siteId, model } = event;
  return {
    ...{ v, eventId, slotStartAt, slotMs, cameraId, cameraVersion, zoneId, zoneKind, zoneRole, origin },
    ...{ kind: 'gap', reason: 'storage_full', framesUsed: 0, framesReused: 0, framesExpected, slots },
    ...{ position, cells, localMinute, localWeekday },
    ...(siteId === undefined ? {} : { siteId }),
    ...(model === undefined ? {} : { model }),
  };
}
