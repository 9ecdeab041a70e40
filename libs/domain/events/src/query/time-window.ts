import { timesOf, type SearchNode } from '@vialog/search-line';

export const defaultWindowMs = 24 * 3_600_000;

/** Slots that start in [from, to). Epoch ms. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/**
 * The time window of a line: the last 24 hours where it has no time condition; until now without `to:`, the 24 hours
 * before `to:` without `from:`. A `from:` in the future gives an empty window.
 */
export function windowOf(tree: SearchNode, now: number): TimeWindow {
  const given: { last?: number; from?: number; to?: number } = {};
  for (const time of timesOf(tree)) {
    if (time.kind === 'last') given.last = time.ms;
    else if (time.kind !== 'for') given[time.kind] = time.at;
  }
  const to = given.to ?? Math.max(now, given.from ?? now);
  return { from: given.from ?? to - (given.last ?? defaultWindowMs), to };
}

/** Minimum length of an episode, ms; 0 where the line does not say. */
export function minLengthOf(tree: SearchNode): number {
  return timesOf(tree).reduce((ms, time) => (time.kind === 'for' ? time.ms : ms), 0);
}
