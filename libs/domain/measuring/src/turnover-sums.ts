import type { SpaceTurnover } from '@vialog/contracts';

/** Sums of turnover over slots, and the number of slots that have them. */
export interface TurnoverSums extends Readonly<SpaceTurnover> {
  readonly slots: number;
}

/** Adds two sums; undefined: no slot has them. Never changes the added objects. */
export function addTurnover(
  a: TurnoverSums | undefined,
  b: TurnoverSums | undefined,
): TurnoverSums | undefined {
  if (!a || !b) return a ?? b;
  return {
    slots: a.slots + b.slots,
    arrivals: a.arrivals + b.arrivals,
    departures: a.departures + b.departures,
    comparedMs: a.comparedMs + b.comparedMs,
    occupiedMs: a.occupiedMs + b.occupiedMs,
  };
}
