/** Columns and rows of the tiles on one page. */
export interface BoardGrid {
  readonly columns: number;
  readonly rows: number;
}

/** Tiles of a page on a wall screen: the type of more tiles is too small to be read at 5 m. */
const maxTiles = 12;
/** Width / height of a tile that its text fills well. */
const tileShape = 1.45;
/** Smallest tile, CSS px: for screens that are read from near. */
const minWidth = 220;
const minHeight = 150;

/**
 * The grid for a screen: as many tiles as fit with large type, at most 12, and larger ones for fewer sites. Sizes in CSS px; a
 * 4K screen has the same grid as a smaller one of its shape, because it is looked at from the same distance.
 */
export function gridOf(
  screen: { readonly width: number; readonly height: number },
  sites: number,
): BoardGrid {
  const width = Math.max(1, screen.width);
  const height = Math.max(1, screen.height);
  const most = {
    columns: Math.max(1, Math.floor(width / minWidth)),
    rows: Math.max(1, Math.floor(height / minHeight)),
  };
  const wanted = Math.max(1, Math.min(maxTiles, sites));
  const ideal = Math.round(Math.sqrt((wanted * width) / height / tileShape));
  const columns = Math.max(1, Math.min(most.columns, wanted, ideal));
  return { columns, rows: Math.max(1, Math.min(most.rows, Math.ceil(wanted / columns))) };
}

export const tilesOn = ({ columns, rows }: BoardGrid): number => columns * rows;

/** Which page is shown, and how much of its time has passed. */
export interface BoardPage {
  /** From 0. */
  readonly page: number;
  /** 0 to 1. */
  readonly progress: number;
}

/** The page of a moment: computed from the clock, so that it needs no memory and screens beside each other turn together. */
export function pageAt(now: number, { pages, dwellMs }: { pages: number; dwellMs: number }): BoardPage {
  if (pages <= 1) return { page: 0, progress: 0 };
  return { page: Math.floor(now / dwellMs) % pages, progress: (now % dwellMs) / dwellMs };
}
