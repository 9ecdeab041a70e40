import type { CountClass } from '@vialog/contracts';
import type { ZonePlan } from './zone-plan.ts';

/**
 * Sums of one zone, camera version and stretch over its measured slots; the part of a store's answer that trends and the
 * ledger are computed from.
 */
export interface SumsRow {
  readonly cameraId: string;
  readonly zoneId: string;
  /** Camera version of the slots summed here: a version change starts a new row. */
  readonly cameraVersion: number;
  /** Epoch ms of the stretch's start (15 minutes, an hour or the edges asked for). */
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
  /**
   * Gap reason → slots explained by gap records and not measured. A span is spread over the slots it covers; where
   * several records cover one slot the one that starts last explains it. So measured + gaps never exceeds the number
   * of expected slots.
   */
  readonly gaps: Readonly<Record<string, number>>;
}

type CountingRow = Pick<SumsRow, 'cameraId' | 'zoneId' | 'cameraVersion' | 'start' | 'measured' | 'gaps'>;

const keyOf = (cameraId: string, zoneId: string, version: number) => `${cameraId}/${zoneId}/${version}`;

/** Finds the row of a plan and a stretch. Rows of versions or zones nothing is expected of are never asked for. */
export class SumsIndex<R extends CountingRow> {
  readonly #rows = new Map<string, Map<number, R>>();

  constructor(rows: Iterable<R>) {
    for (const row of rows) {
      const key = keyOf(row.cameraId, row.zoneId, row.cameraVersion);
      let byStart = this.#rows.get(key);
      if (!byStart) this.#rows.set(key, (byStart = new Map<number, R>()));
      byStart.set(row.start, row);
    }
  }

  /** Rows of one plan by the start of their stretch, epoch ms. */
  of(plan: ZonePlan): ReadonlyMap<number, R> {
    return (
      this.#rows.get(keyOf(plan.camera.cameraId, plan.zone.zoneId, plan.camera.version)) ??
      new Map<number, R>()
    );
  }
}
