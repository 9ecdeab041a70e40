import type { CountClass } from '@vialog/contracts';
import type { ZonePlan } from './zone-plan.ts';

/** What this library reads of a store's sums; one row per zone, camera version and stretch (ZoneSums of `@vialog/events`). */
export interface SumsRow {
  readonly cameraId: string;
  readonly zoneId: string;
  readonly cameraVersion: number;
  /** Epoch ms of the stretch's start. */
  readonly start: number;
  /** Measured slots, number. */
  readonly measured: number;
  readonly total: { readonly sum: number; readonly max: number };
  readonly classes: Readonly<Partial<Record<CountClass, { readonly sum: number; readonly max: number }>>>;
  readonly occupied: number;
  readonly unknown: number;
  readonly capacity: number;
  /** Gap reason → slots explained and not measured. */
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
