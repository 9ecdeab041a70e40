import { timesOf, type SearchNode } from '@vialog/search-line';

export const defaultWindowMs = 24 * 3_600_000;

/** Slots that start in [from, to) are asked for. Epoch ms. */
export interface SearchWindow {
  readonly from: number;
  readonly to: number;
}

/**
 * The time a line asks for: the last 24 hours where it says nothing; without `to:` until now, without `from:` the
 * 24 hours before `to:`. A `from:` ahead of now gives an empty window.
 */
export function windowOf(tree: SearchNode, now: number): SearchWindow {
  const said: { last?: number; from?: number; to?: number } = {};
  for (const time of timesOf(tree)) {
    if (time.kind === 'last') said.last = time.ms;
    else if (time.kind !== 'for') said[time.kind] = time.at;
  }
  const to = said.to ?? Math.max(now, said.from ?? now);
  return { from: said.from ?? to - (said.last ?? defaultWindowMs), to };
}

/** Shortest episode the line asks for, ms; 0 where it says nothing. */
export function shortestOf(tree: SearchNode): number {
  return timesOf(tree).reduce((ms, time) => (time.kind === 'for' ? time.ms : ms), 0);
}
