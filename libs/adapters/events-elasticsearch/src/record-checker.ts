import { epochOf, type CountEvent } from '@vialog/contracts';
import { isCertainlyValid, limitRejection, readRecord } from '@vialog/events';

/** Zones in memory; a city has some ten thousand. */
const maxKnown = 100_000;
const weekMinutes = 10_080;

/**
 * Validates records against the contract. Nearly all are plain measurements of a zone whose earlier record passed the schema:
 * these are valid without another schema check.
 */
export class RecordChecker {
  /** Event id without its time → the last record of that zone that the schema accepted. */
  readonly #known = new Map<string, CountEvent>();

  /** Returns the record as the schema reads it, or the reason why it is rejected. `now` in epoch ms. */
  check(record: unknown, now: number): CountEvent | string {
    const event = isCertainlyValid(record, (sound) => this.#knows(sound)) ? record : this.#read(record);
    return typeof event === 'string' ? event : (limitRejection(event, now) ?? event);
  }

  #read(record: unknown): CountEvent | string {
    const event = readRecord(record);
    if (typeof event === 'string') return event;
    if (this.#known.size >= maxKnown) this.#known.clear();
    this.#known.set(zoneKeyOf(event), event);
    return event;
  }

  #knows(event: CountEvent): boolean {
    const known = this.#known.get(zoneKeyOf(event));
    return known !== undefined && hasSameZoneFacts(known, event);
  }
}

const zoneKeyOf = ({ eventId }: CountEvent): string => eventId.slice(10);

const sameFields = [
  'cameraId',
  'zoneId',
  'cameraVersion',
  'siteId',
  'zoneKind',
  'zoneRole',
  'slotMs',
  'capacity',
  'origin',
  'model',
  'modelDigest',
] as const satisfies readonly (keyof CountEvent)[];

function hasSameZoneFacts(known: CountEvent, event: CountEvent): boolean {
  return (
    sameFields.every((field) => known[field] === event[field]) &&
    known.position.every((degrees, i) => Object.is(degrees, event.position[i])) &&
    known.cells.every((cell, i) => cell === event.cells[i]) &&
    shiftOf(known) === shiftOf(event)
  );
}

/** Local minute of the week minus UTC minute of the week, 0 to 10,079. */
function shiftOf({ slotStartAt, localWeekday, localMinute }: CountEvent): number {
  const local = (localWeekday - 1) * 1440 + localMinute;
  return (((local - Math.floor(epochOf(slotStartAt) / 60_000)) % weekMinutes) + weekMinutes) % weekMinutes;
}
