import type { ClassCounts, CountEvent } from '@vialog/contracts';
import { epochOf } from '@vialog/contracts';
import { factsOf, isOfPlace, type PlaceFacts } from './place-facts.ts';
import { at, kindNumber, storedClasses, storedReasons, stride } from './row-columns.ts';

/** Records for the writer thread: one array of numbers, few texts, each place once. */
export interface RowBatch {
  /** `stride` numbers per record. */
  readonly numbers: Float64Array<ArrayBuffer>;
  /** Bay states, one per record; null when no record has any. */
  readonly bays: readonly (string | null)[] | null;
  /** JSON of the fields without a column, one per record; null when no record has any. */
  readonly more: readonly (string | null)[] | null;
  /** Places that were not sent before; their references start at `firstRef`. */
  readonly newPlaces: readonly PlaceFacts[];
  readonly firstRef: number;
}

/** Fields of a record without a column; `peak` only if it is empty, which columns cannot distinguish from a missing one. */
export type RowMore = Partial<
  Pick<
    CountEvent,
    'inbound' | 'outbound' | 'stopped' | 'stoppedPeak' | 'trackingRestarts' | 'turnover' | 'peak'
  >
>;

/** Above this number of places the sender discards all of them, which bounds its memory. */
const defaultMaxPlaces = 500_000;

/** Packs records for one writer thread, which resolves place references. One packer per thread. */
export class RowPacker {
  readonly #places = new Map<string, { ref: number; facts: PlaceFacts }[]>();
  readonly #maxPlaces: number;
  #nextRef = 0;
  #newPlaces: PlaceFacts[] = [];

  constructor(maxPlaces = defaultMaxPlaces) {
    this.#maxPlaces = maxPlaces;
  }

  /** `indexedAt`: time of storing, epoch ms. */
  pack(events: readonly CountEvent[], indexedAt: number): RowBatch {
    if (this.#nextRef > this.#maxPlaces) this.forget();
    const firstRef = this.#nextRef;
    this.#newPlaces = [];
    const numbers = new Float64Array(events.length * stride);
    const bays = events.map((event) => event.bays ?? null);
    const more = events.map(moreOf);
    events.forEach((event, i) => {
      const slotStart = epochOf(event.slotStartAt);
      const row = numbers.subarray(i * stride, (i + 1) * stride);
      row[at.placeRef] = this.#refOf(event, slotStart);
      row[at.slot] = slotStart;
      row[at.indexed] = indexedAt - slotStart;
      fillRow(row, event, slotStart);
    });
    return {
      numbers,
      bays: bays.some((text) => text !== null) ? bays : null,
      more: more.some((text) => text !== null) ? more : null,
      newPlaces: this.#newPlaces,
      firstRef,
    };
  }

  /** Discards all places, for a new thread. A batch with `firstRef` 0 makes the thread discard its places too. */
  forget(): void {
    this.#places.clear();
    this.#nextRef = 0;
  }

  /** Whether a record of the same place was packed before. Epoch ms. */
  knows(event: CountEvent, slotStart: number): boolean {
    return this.#find(event, slotStart) !== undefined;
  }

  #find(event: CountEvent, slotStart: number): { ref: number } | undefined {
    return this.#places
      .get(event.eventId.slice(10))
      ?.findLast(({ facts }) => isOfPlace(facts, event, slotStart));
  }

  #refOf(event: CountEvent, slotStart: number): number {
    const found = this.#find(event, slotStart);
    if (found) return found.ref;
    const zone = event.eventId.slice(10);
    const known = this.#places.get(zone) ?? [];
    const facts = factsOf(event, slotStart);
    const ref = this.#nextRef;
    this.#nextRef += 1;
    this.#places.set(zone, [...known, { ref, facts }]);
    this.#newPlaces.push(facts);
    return ref;
  }
}

function fillRow(row: Float64Array, event: CountEvent, slotStart: number): void {
  row[at.kind] = kindNumber[event.kind];
  fillClasses(row, at.numbers, event.counts);
  fillClasses(row, at.peaks, event.peak);
  row[at.total] = event.total ?? NaN;
  row[at.vehicle] = event.vehicle ?? NaN;
  row[at.twoWheeler] = event.twoWheeler ?? NaN;
  row[at.occupied] = event.occupied ?? NaN;
  row[at.unknown] = event.unknown ?? NaN;
  row[at.occupancy] = event.occupancy ?? NaN;
  row[at.free] = freeOf(event);
  row[at.framesUsed] = event.framesUsed;
  row[at.framesReused] = event.framesReused;
  row[at.framesExpected] = event.framesExpected;
  row[at.reason] = event.reason === undefined ? NaN : storedReasons.indexOf(event.reason);
  row[at.slots] = event.slots;
  row[at.captured] = event.capturedAt === undefined ? NaN : epochOf(event.capturedAt) - slotStart;
}

function fillClasses(row: Float64Array, offset: number, counts: ClassCounts | undefined): void {
  for (let i = 0; i < storedClasses.length; i += 1) {
    const name = storedClasses[i];
    row[offset + i] = (name && counts?.[name]) ?? NaN;
  }
}

/** Parking spaces known to be free; spaces of unknown state do not count. */
function freeOf(event: CountEvent): number {
  if (event.capacity === undefined || event.occupied === undefined) return NaN;
  return event.capacity - event.occupied - (event.unknown ?? 0);
}

function moreOf(event: CountEvent): string | null {
  const { inbound, outbound, stopped, stoppedPeak, trackingRestarts, turnover, peak } = event;
  const emptyPeak = peak && Object.keys(peak).length === 0 ? peak : undefined;
  const tracked = { inbound, outbound, stopped, stoppedPeak, trackingRestarts };
  const more: RowMore = { ...tracked, turnover, peak: emptyPeak };
  return Object.values(more).some((value) => value !== undefined) ? JSON.stringify(more) : null;
}
