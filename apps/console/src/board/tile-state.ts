import type { BoardTile } from '@vialog/contracts';

/** live: of the newest slot; stale: the next slot is late or was not measured; none: no figure, or one that is too old. */
export type TileState = 'live' | 'stale' | 'none';

/**
 * The state of a tile at a moment on the server's clock. It depends on the times of the figure only, so that the figures of a
 * server that does not respond become stale and disappear too.
 */
export function tileStateOf({ figure, reason }: BoardTile, now: number): TileState {
  if (!figure || now >= Date.parse(figure.expiresAt)) return 'none';
  return reason !== null || now >= Date.parse(figure.staleAt) ? 'stale' : 'live';
}
