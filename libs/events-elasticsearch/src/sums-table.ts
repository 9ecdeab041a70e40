import type { CountClass } from '@vialog/contracts';
import type { ZoneSums } from '@vialog/events';

export interface ZoneIdentity {
  readonly cameraId: string;
  readonly zoneId: string;
  readonly siteId: string | undefined;
  readonly cameraVersion: number;
  readonly slotMs: number;
}

export type MeasuredSums = Pick<
  ZoneSums,
  'measured' | 'total' | 'classes' | 'occupied' | 'unknown' | 'capacity'
>;

interface Row extends ZoneIdentity {
  readonly start: number;
  measured: number;
  total: { sum: number; max: number };
  classes: Partial<Record<CountClass, { sum: number; max: number }>>;
  occupied: number;
  unknown: number;
  capacity: number;
  gaps: Record<string, number>;
}

/** Sums by zone, version and stretch, whatever order and pieces they come in. */
export class SumsTable {
  readonly #rows = new Map<string, Row>();

  addMeasured(zone: ZoneIdentity, start: number, sums: MeasuredSums): void {
    const row = this.#row(zone, start);
    row.measured += sums.measured;
    row.total = added(row.total, sums.total);
    for (const [name, value] of Object.entries(sums.classes) as [CountClass, { sum: number; max: number }][])
      row.classes[name] = added(row.classes[name] ?? { sum: 0, max: 0 }, value);
    row.occupied += sums.occupied;
    row.unknown += sums.unknown;
    row.capacity += sums.capacity;
  }

  addGap(zone: ZoneIdentity, start: number, reason: string, slots: number): void {
    const { gaps } = this.#row(zone, start);
    gaps[reason] = (gaps[reason] ?? 0) + slots;
  }

  rows(): readonly ZoneSums[] {
    return [...this.#rows.values()].map(({ siteId, ...row }) =>
      siteId === undefined ? row : { ...row, siteId },
    );
  }

  #row(zone: ZoneIdentity, start: number): Row {
    const key = `${zone.cameraId}/${zone.zoneId}/${zone.cameraVersion}/${start}`;
    let row = this.#rows.get(key);
    if (!row) {
      const { cameraId, zoneId, siteId, cameraVersion, slotMs } = zone;
      const total = { sum: 0, max: 0 };
      const none = { measured: 0, total, classes: {}, occupied: 0, unknown: 0, capacity: 0, gaps: {} };
      row = { cameraId, zoneId, siteId, cameraVersion, start, slotMs, ...none };
      this.#rows.set(key, row);
    }
    return row;
  }
}

const added = (a: { sum: number; max: number }, b: { sum: number; max: number }) => ({
  sum: a.sum + b.sum,
  max: Math.max(a.max, b.max),
});
