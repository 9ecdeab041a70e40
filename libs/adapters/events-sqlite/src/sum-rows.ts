import { addCrossings, addStopped, addTurnover, type ZoneSums } from '@vialog/events';
import type { AddedSums } from './added-sums.ts';
import type { PackedSums, ZoneFacts } from './packed-sums.ts';
import type { Place } from './read-file.ts';
import { storedReasons } from './row-columns.ts';
import { at, type SumColumns } from './sum-columns.ts';
import type { Tracked } from './tracked-sums.ts';

/** A row of a query: place, interval, then the columns in the order of their expressions. */
export type SumList = readonly (number | string | null)[];
/** Of a row: slots, sum of the totals, further sums. */
const before = 2;

interface Zone {
  readonly index: number;
  /** Interval → its row, -1 where there is none. */
  readonly rows: Int32Array;
  isEmpty: boolean;
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
  readonly columns: SumColumns;
  #numbers: Float64Array;
  #count = 0;
  /** The rows were added zone by zone in order of time, as they are returned. */
  #isOrdered = true;
  #lastZone: Zone | undefined;
  #lastInterval = -1;

  constructor(edges: readonly number[], columns: SumColumns) {
    this.#edges = edges;
    this.columns = columns;
    this.#numbers = new Float64Array(initialRows * columns.width);
  }

  /** Adds a row of a query to an interval. */
  add(place: Place, interval: number, found: SumList): void {
    const { classes, classesAt, hasSpaces, width } = this.columns;
    const row = this.#row(place, interval) * width;
    const value = (column: number): number => Number(found[before + column] ?? 0);
    const n = value(0);
    const classesFrom = hasSpaces ? 4 : 2;
    const maxFrom = classesFrom + classes.length;
    this.#add(row + at.measured, n);
    this.#grow(row + at.total, value(1), value(maxFrom));
    if (hasSpaces) {
      this.#add(row + at.capacity, n * (place.facts.capacity ?? 0));
      this.#add(row + at.occupied, value(2));
      this.#add(row + at.unknown, value(3));
    }
    for (let i = 0; i < classes.length; i += 1)
      if (found[before + maxFrom + 1 + i] != null)
        this.#grow(row + classesAt + 2 * i, value(classesFrom + i), value(maxFrom + 1 + i));
  }

  /** Whether the query needs added sums. */
  needs(name: AddedSums['name']): boolean {
    const { hasCrossings, hasStopped, hasTurnover } = this.columns;
    return name === 'turnover' ? hasTurnover : hasCrossings || hasStopped;
  }

  /** Adds sums of lines, stopped vehicles and turnover. The interval of measured slots is added by `add`. */
  addTracked(place: Place, interval: number, sums: Tracked): void {
    const { hasCrossings, hasStopped, hasTurnover } = this.columns;
    const tracked = {
      crossings: hasCrossings ? sums.crossings : undefined,
      stopped: hasStopped ? sums.stopped : undefined,
      turnover: hasTurnover ? sums.turnover : undefined,
    };
    if (!tracked.crossings && !tracked.stopped && !tracked.turnover) return;
    const row = this.#row(place, interval);
    const before = this.#tracked.get(row);
    this.#tracked.set(row, {
      crossings: addCrossings(before?.crossings, tracked.crossings),
      stopped: addStopped(before?.stopped, tracked.stopped),
      turnover: addTurnover(before?.turnover, tracked.turnover),
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
    const { width } = this.columns;
    const rest = { zones: this.#facts, columns: this.columns };
    if (this.#isOrdered)
      return {
        ...rest,
        numbers: this.#numbers.slice(0, this.#count * width),
        gaps: this.#gaps,
        tracked: this.#tracked,
      };
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
    return { ...rest, numbers, gaps, tracked };
  }

  #row(place: Place, interval: number): number {
    const zone = this.#zoneOf.get(place) ?? this.#newPlace(place);
    const known = zone.rows[interval] ?? -1;
    if (known >= 0) return known;
    const row = this.#count;
    const { width, classesAt } = this.columns;
    this.#count += 1;
    this.#noteOrder(zone, interval);
    if (this.#count * width > this.#numbers.length) this.#widen();
    zone.rows[interval] = row;
    this.#numbers[row * width + at.zone] = zone.index;
    this.#numbers[row * width + at.start] = this.#edges[interval] ?? 0;
    // NaN: the class was not counted.
    this.#numbers.fill(NaN, row * width + classesAt, (row + 1) * width);
    return row;
  }

  #noteOrder(zone: Zone, interval: number): void {
    const isNext = zone === this.#lastZone ? interval > this.#lastInterval : zone.isEmpty;
    if (!isNext) this.#isOrdered = false;
    zone.isEmpty = false;
    this.#lastZone = zone;
    this.#lastInterval = interval;
  }

  #newPlace(place: Place): Zone {
    const { camera, zone: zoneId, site, version, slotMs } = place.facts;
    const key = `${place.name}/${version}`;
    let zone = this.#zones.get(key);
    if (!zone) {
      zone = { index: this.#facts.length, rows: new Int32Array(this.#edges.length).fill(-1), isEmpty: true };
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
