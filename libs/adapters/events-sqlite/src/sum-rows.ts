import { addCrossings, addStopped, type ZoneSums } from '@vialog/events';
import { at, width, type PackedSums, type ZoneFacts } from './packed-sums.ts';
import type { Place } from './read-file.ts';
import { storedClasses, storedReasons } from './row-columns.ts';
import type { Tracked } from './tracked-sums.ts';

/** Columns of a row of sums: number, sums, maxima. The expressions below read slots, grouped bins, or single bins. */
const summed = [...storedClasses, 'total', 'occupied', 'unknown'] as const;
const highest = [...storedClasses, 'total'] as const;
const classes = storedClasses.length;
const sumAt = { total: 1 + classes, occupied: 2 + classes, unknown: 3 + classes };
const maxAt = 1 + summed.length;
/** A row of a query: place, interval, then the columns above in their order. */
export type SumList = readonly (number | string | null)[];
const before = 2;

export const sumsOfSlots = [
  'count(*) AS n',
  ...summed.map((column) => `sum(${column}) AS sum_${column}`),
  ...highest.map((column) => `max(${column}) AS max_${column}`),
].join(', ');
export const sumsOfBins = [
  'sum(n) AS n',
  ...summed.map((column) => `sum(sum_${column}) AS sum_${column}`),
  ...highest.map((column) => `max(max_${column}) AS max_${column}`),
].join(', ');
export const plainSums = [
  'n',
  ...summed.map((column) => `sum_${column}`),
  ...highest.map((column) => `max_${column}`),
].join(', ');

interface Zone {
  readonly index: number;
  /** Interval → its row, -1 where there is none. */
  readonly rows: Int32Array;
}

const initialRows = 256;

/**
 * Collects rows of sums, one per zone, camera version and interval, in the numeric format of PackedSums: thousands of
 * objects would cost more than reading the rows.
 */
export class SumRows {
  readonly #edges: readonly number[];
  readonly #zones = new Map<string, Zone>();
  /** The rows by place; a file has one Place object per place. */
  readonly #zoneOf = new Map<Place, Zone>();
  readonly #facts: ZoneFacts[] = [];
  readonly #gaps = new Map<number, Record<string, number>>();
  readonly #tracked = new Map<number, Tracked>();
  #numbers = new Float64Array(initialRows * width);
  #count = 0;

  constructor(edges: readonly number[]) {
    this.#edges = edges;
  }

  /** Adds a row of a query. Its interval counts from `firstInterval`. */
  add(place: Place, firstInterval: number, found: SumList): void {
    const row = this.#row(place, firstInterval + Number(found[1])) * width;
    const value = (column: number): number => Number(found[before + column] ?? 0);
    const n = value(0);
    this.#add(row + at.measured, n);
    this.#add(row + at.capacity, n * (place.facts.capacity ?? 0));
    this.#add(row + at.occupied, value(sumAt.occupied));
    this.#add(row + at.unknown, value(sumAt.unknown));
    this.#grow(row + at.total, value(sumAt.total), value(maxAt + classes));
    for (let i = 0; i < classes; i += 1)
      if (found[before + maxAt + i] != null)
        this.#grow(row + at.classes + 2 * i, value(1 + i), value(maxAt + i));
  }

  /** Adds sums of lines and stopped vehicles. The interval of measured slots is added by `add`. */
  addTracked(place: Place, interval: number, tracked: Tracked): void {
    if (!tracked.crossings && !tracked.stopped) return;
    const row = this.#row(place, interval);
    const before = this.#tracked.get(row);
    this.#tracked.set(row, {
      crossings: addCrossings(before?.crossings, tracked.crossings),
      stopped: addStopped(before?.stopped, tracked.stopped),
    });
  }

  /** Adds slots that a gap record explains. `reason` as stored. */
  explain(place: Place, interval: number, gap: { reason: number; slots: number }): void {
    const row = this.#row(place, interval);
    let gaps = this.#gaps.get(row);
    if (!gaps) this.#gaps.set(row, (gaps = {}));
    const reason = storedReasons[gap.reason] ?? 'unreported';
    gaps[reason] = (gaps[reason] ?? 0) + gap.slots;
  }

  /** All rows: zone by zone, each in order of time. */
  all(): PackedSums {
    const numbers = new Float64Array(this.#count * width);
    const gaps = new Map<number, ZoneSums['gaps']>();
    const tracked = new Map<number, Tracked>();
    let to = 0;
    for (const { rows } of this.#zones.values())
      for (const row of rows) {
        if (row < 0) continue;
        numbers.set(this.#numbers.subarray(row * width, (row + 1) * width), to * width);
        const explained = this.#gaps.get(row);
        if (explained) gaps.set(to, explained);
        const ofLines = this.#tracked.get(row);
        if (ofLines) tracked.set(to, ofLines);
        to += 1;
      }
    return { zones: this.#facts, numbers, gaps, tracked };
  }

  #row(place: Place, interval: number): number {
    const zone = this.#zoneOf.get(place) ?? this.#newPlace(place);
    const known = zone.rows[interval] ?? -1;
    if (known >= 0) return known;
    const row = this.#count;
    this.#count += 1;
    if (this.#count * width > this.#numbers.length) this.#widen();
    zone.rows[interval] = row;
    this.#numbers[row * width + at.zone] = zone.index;
    this.#numbers[row * width + at.start] = this.#edges[interval] ?? 0;
    // NaN: the class was not counted.
    this.#numbers.fill(NaN, row * width + at.classes, (row + 1) * width);
    return row;
  }

  #newPlace(place: Place): Zone {
    const { camera, zone: zoneId, site, version, slotMs } = place.facts;
    const key = `${place.name}/${version}`;
    let zone = this.#zones.get(key);
    if (!zone) {
      zone = { index: this.#facts.length, rows: new Int32Array(this.#edges.length).fill(-1) };
      this.#zones.set(key, zone);
      const siteId = site === null ? {} : { siteId: site };
      this.#facts.push({ cameraId: camera, zoneId, ...siteId, cameraVersion: version, slotMs });
    }
    this.#zoneOf.set(place, zone);
    return zone;
  }

  #widen(): void {
    const wider = new Float64Array(this.#numbers.length * 2);
    wider.set(this.#numbers);
    this.#numbers = wider;
  }

  #add(index: number, value: number): void {
    this.#numbers[index] = (this.#numbers[index] ?? 0) + value;
  }

  /** Adds to a sum and to the maximum in the next column. */
  #grow(index: number, sum: number, max: number): void {
    const [oldSum = NaN, oldMax = NaN] = [this.#numbers[index], this.#numbers[index + 1]];
    this.#numbers[index] = oldSum === oldSum ? oldSum + sum : sum;
    this.#numbers[index + 1] = oldMax > max ? oldMax : Math.max(0, max);
  }
}
