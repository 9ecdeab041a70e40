import { planningTimeZone } from './planning-world.ts';

// The figures of docs/planning.md computed from exported records by plain code, without the libraries of the product. Slots
// are 15 minutes, so that an hour has four per zone.

/** The fields of an exported line that the figures need. */
interface ExportedRow {
  readonly kind: string;
  readonly slotStartAt: string;
  readonly zoneId: string;
  readonly total: number;
  readonly occupied?: number;
  readonly unknown?: number;
  readonly capacity?: number;
}

export interface HandHour {
  readonly start: string;
  /** Local date, and weekday with hour like `Mon 09`. */
  readonly date: string;
  readonly cell: string;
  /** Mean objects of both zones together, and occupied / judged spaces. */
  readonly presence: number;
  readonly occupancy: number;
  /** Mean spaces of the lot that are known to be free. */
  readonly free: number;
  /** Measured slots of 8. */
  readonly measured: number;
  /** Measured slots of the lot by the share of its judged spaces, of 4. */
  readonly judged: number;
}

const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: planningTimeZone,
  weekday: 'short',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  hourCycle: 'h23',
});

/** Hours with at least one measured slot, in any order. */
export function hoursByHand(lines: readonly string[]): HandHour[] {
  const rows = lines.map((line) => JSON.parse(line) as ExportedRow).filter(({ kind }) => kind === 'measured');
  const hours = new Map<string, ExportedRow[]>();
  for (const row of rows) {
    const start = `${row.slotStartAt.slice(0, 13)}:00:00.000Z`;
    hours.set(start, [...(hours.get(start) ?? []), row]);
  }
  return [...hours].map(([start, ofHour]) => hourByHand(start, ofHour));
}

function hourByHand(start: string, rows: readonly ExportedRow[]): HandHour {
  const part = (type: string) =>
    format.formatToParts(new Date(start)).find((p) => p.type === type)?.value ?? '';
  const road = rows.filter(({ zoneId }) => zoneId === 'road');
  const lot = rows.filter(({ zoneId }) => zoneId === 'lot');
  const total = (some: readonly ExportedRow[]) =>
    some.length === 0 ? 0 : some.reduce((sum, row) => sum + row.total, 0) / some.length;
  const occupied = lot.reduce((sum, row) => sum + (row.occupied ?? 0), 0);
  const judged = lot.reduce((sum, row) => sum + (row.capacity ?? 0) - (row.unknown ?? 0), 0);
  const capacity = lot.reduce((sum, row) => sum + (row.capacity ?? 0), 0);
  return {
    start,
    date: `${part('year')}-${part('month')}-${part('day')}`,
    cell: `${part('weekday')} ${part('hour')}`,
    presence: total(road) + total(lot),
    occupancy: occupied / judged,
    free: (judged - occupied) / lot.length,
    measured: rows.length,
    judged: Math.round((lot.length * judged) / capacity),
  };
}

export const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** PERCENTILE.INC of a spreadsheet. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * p;
  const below = sorted[Math.floor(position)] ?? NaN;
  const above = sorted[Math.ceil(position)] ?? NaN;
  return below + (above - below) * (position - Math.floor(position));
}

export function byCell(hours: readonly HandHour[]): Map<string, HandHour[]> {
  const cells = new Map<string, HandHour[]>();
  for (const hour of hours) cells.set(hour.cell, [...(cells.get(hour.cell) ?? []), hour]);
  return cells;
}
