import type { ClassCounts, CountClass } from '@vialog/contracts';
import type { TurnoverSums } from './turnover-sums.ts';
import type { ZonePlan } from './zone-plan.ts';

/**
 * Sums of one zone and camera version over the measured slots of an interval. Trends and the ledger are computed from the
 * rows that a store returns.
 */
export interface SumsRow {
  readonly cameraId: string;
  readonly zoneId: string;
  /** Camera version of the slots summed here: a version change starts a new row. */
  readonly cameraVersion: number;
  /** Start of the interval, epoch ms (15 minutes, an hour or the requested edges). */
  readonly start: number;
  /** Measured slots, number. */
  readonly measured: number;
  /** Sum of the slot totals and highest slot total. */
  readonly total: { readonly sum: number; readonly max: number };
  /** Per class: sum and highest slot count over measured slots. */
  readonly classes: Readonly<Partial<Record<CountClass, { readonly sum: number; readonly max: number }>>>;
  /** Parking spaces and zones with a capacity: sums of occupied and unknown spaces, and capacity × measured. */
  readonly occupied: number;
  readonly unknown: number;
  readonly capacity: number;
  /** Lines: crossings by direction and class; absent if no slot has any class. */
  readonly crossings?: {
    readonly inbound: Readonly<ClassCounts>;
    readonly outbound: Readonly<ClassCounts>;
  };
  /** Stopped vehicles: slots that know them, sum of their medians, highest peak; absent if no slot knows them. */
  readonly stopped?: { readonly slots: number; readonly sum: number; readonly max: number };
  /** Spaces that were compared with their last judged states; absent if no slot has such sums. */
  readonly turnover?: TurnoverSums;
  /**
   * Gap reason → slots without a measurement that a gap record explains. A span counts for each slot it covers. If several
   * records cover one slot, the one that starts last counts. So measured + gaps never exceeds the number of expected
   * slots.
   */
  readonly gaps: Readonly<Record<string, number>>;
}

type CountingRow = Pick<SumsRow, 'cameraId' | 'zoneId' | 'cameraVersion' | 'start' | 'measured' | 'gaps'>;

/** Key of the rows of a zone and camera version. */
export const rowsKeyOf = (cameraId: string, zoneId: string, version: number) =>
  `${cameraId}/${zoneId}/${version}`;

const isSameZone = (a: CountingRow, b: CountingRow): boolean =>
  a.cameraId === b.cameraId && a.zoneId === b.zoneId && a.cameraVersion === b.cameraVersion;

/** Index of rows by plan and interval. Rows of versions or zones without expected slots are not read. */
export class SumsIndex<R extends CountingRow> {
  readonly #rows = new Map<string, R[]>();

  constructor(rows: Iterable<R>) {
    const unordered = new Set<R[]>();
    // Stores return the rows of a zone one after another, oldest first: its key is then built once.
    let last: R | undefined;
    let ofZone: R[] = [];
    for (const row of rows) {
      const isSame = last !== undefined && isSameZone(last, row);
      if (!isSame) {
        ofZone = this.#rowsOf(row);
        last = ofZone.at(-1);
      }
      if (last && last.start > row.start) unordered.add(ofZone);
      ofZone.push(row);
      last = row;
    }
    for (const list of unordered) list.sort((a, b) => a.start - b.start);
  }

  #rowsOf(row: R): R[] {
    const key = rowsKeyOf(row.cameraId, row.zoneId, row.cameraVersion);
    let rows = this.#rows.get(key);
    if (!rows) this.#rows.set(key, (rows = []));
    return rows;
  }

  /** Rows of one plan by the start of their interval, epoch ms. */
  of({ camera, zone }: ZonePlan): ReadonlyMap<number, R> {
    const rows = this.#rows.get(rowsKeyOf(camera.cameraId, zone.zoneId, camera.version)) ?? [];
    return new Map(rows.map((row) => [row.start, row]));
  }

  /** The rows of every zone and version by ascending start. */
  zones(): readonly (readonly [R, ...R[]])[] {
    return [...this.#rows.values()] as unknown as readonly (readonly [R, ...R[]])[];
  }
}
