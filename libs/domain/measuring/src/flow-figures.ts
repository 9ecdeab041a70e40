import { hourMs, type CountClass, type FlowDirection } from '@vialog/contracts';
import { rounded, sumOfMeans, type Piece, type Interval } from './trend-figures.ts';
import type { SumsRow } from './zone-sums.ts';

/** Which crossings are counted. */
export interface Crossed {
  /** Default: all counted classes. */
  readonly classes?: readonly CountClass[] | undefined;
  readonly direction: FlowDirection;
}

/** Crossings per hour of measured time, summed over the lines; null if no slot was measured. */
export function flowOf(pieces: readonly Piece[], interval: Interval, crossed: Crossed): number | null {
  return sumOfMeans(pieces, interval, (ofZone) => {
    let [crossings, time] = [0, 0];
    for (const { plan, row } of ofZone) {
      if (!row) continue;
      time += row.measured * plan.slotMs;
      crossings += crossingsOf(row, crossed);
    }
    return time === 0 ? undefined : (crossings / time) * hourMs;
  });
}

/** Inbound minus outbound crossings of the measured slots; null if no slot was measured. */
export function balanceOf(
  pieces: readonly Piece[],
  classes: readonly CountClass[] | undefined,
): number | null {
  const rows = pieces.flatMap(({ row }) => (row ? [row] : []));
  if (rows.length === 0) return null;
  return rows.reduce(
    (sum, row) =>
      sum +
      crossingsOf(row, { classes, direction: 'inbound' }) -
      crossingsOf(row, { classes, direction: 'outbound' }),
    0,
  );
}

/** Mean number and peak of stopped vehicles; null if no slot knows them. */
export function stoppedOf(
  pieces: readonly Piece[],
  interval: Interval,
): { readonly value: number | null; readonly peak: number | null } {
  const known = pieces.flatMap(({ row }) => (row?.stopped ? [row.stopped] : []));
  const value = sumOfMeans(pieces, interval, (ofZone) => {
    const sums = ofZone.flatMap(({ row }) => (row?.stopped ? [row.stopped] : []));
    const slots = sums.reduce((sum, stopped) => sum + stopped.slots, 0);
    return slots === 0 ? undefined : sums.reduce((sum, stopped) => sum + stopped.sum, 0) / slots;
  });
  return {
    value: value === null ? null : rounded(value),
    peak: known.length > 0 ? Math.max(...known.map(({ max }) => max)) : null,
  };
}

function crossingsOf({ crossings }: SumsRow, { classes, direction }: Crossed): number {
  const directions = direction === 'both' ? (['inbound', 'outbound'] as const) : [direction];
  return directions
    .flatMap((each) => Object.entries(crossings?.[each] ?? {}))
    .filter(([name]) => !classes || classes.includes(name as CountClass))
    .reduce<number>((sum, [, value]) => sum + (value ?? 0), 0);
}
