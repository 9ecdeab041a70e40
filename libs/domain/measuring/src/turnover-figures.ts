import { hourMs, minuteMs } from '@vialog/contracts';
import { rounded, type Piece } from './trend-figures.ts';
import { addTurnover, type TurnoverSums } from './turnover-sums.ts';

/** The sums of all zones together; undefined if no slot has them. */
export function turnoverIn(pieces: readonly Piece[]): TurnoverSums | undefined {
  return pieces.reduce<TurnoverSums | undefined>(
    (sum, { row }) => addTurnover(sum, row?.turnover),
    undefined,
  );
}

/** Arrivals per space and hour of compared time; null if no space was compared. */
export const turnoverOf = (sums: TurnoverSums | undefined): number | null =>
  sums && sums.comparedMs > 0 ? rounded((sums.arrivals / sums.comparedMs) * hourMs) : null;

/**
 * Mean stay in minutes: occupied space-time / departures, which is Little's law (mean number = rate × mean stay; Little 1961).
 * It holds for times that are long compared with the stays, or that begin and end with the same number of vehicles; a vehicle that
 * stays beyond the end counts with its time and without a departure. Null without a departure.
 */
export const meanStayOf = (sums: TurnoverSums | undefined): number | null =>
  sums && sums.departures > 0 ? rounded(sums.occupiedMs / sums.departures / minuteMs) : null;
