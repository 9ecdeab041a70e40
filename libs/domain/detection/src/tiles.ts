import type { ModelCard, Zone } from '@vialog/contracts';
import type { Rect } from './box.ts';
import type { Tile } from './placement.ts';
import { boundsOf } from './bounds-of.ts';

/** Size of a picture in px; for a plan that only needs the shape, any unit. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** A parking space as the plan sees it. */
export interface BaySight {
  readonly zoneId: string;
  /** Position of the space in its zone. */
  readonly position: number;
  /** Upright rectangle around it, px of the picture. */
  readonly bounds: Rect;
  /** Its size (root of the rectangle's area) at the network's input, px, in the tile that shows it best. */
  readonly span: number;
}

export interface TilePlan {
  /** In the order of running. The whole picture comes first when an area needs it. */
  readonly tiles: readonly Tile[];
  readonly bays: readonly BaySight[];
}

/** px of the network's input a space should span: measured best with 45 to 90 on three lots never fitted to. */
export const baySpan = { least: 45, best: 60, most: 90 } as const;
/** Runs of the network a picture may cost. Spaces that would need more stay as small as they are. */
export const mostTiles = 16;
/** Free room around a space inside its tile, in spans: a vehicle stands out of its space. */
const margin = 0.3;

/**
 * Which parts of a picture the network is shown. Areas are counted on the whole picture; spaces too small there
 * get tiles of their own, of the network's shape, sized so that the spaces in it span 45 to 90 px and lie whole
 * inside. Depends only on the zones, the card and the picture's size.
 */
export function tilesFor(zones: readonly Zone[], card: ModelCard, size: PictureSize): TilePlan {
  const whole: Tile = { x: 0, y: 0, width: size.width, height: size.height };
  const spaces = zones.flatMap((zone) => spacesOf(zone, size));
  const small = spaces.filter((space) => space.size * scaleOf(whole, card) < baySpan.least);
  const needsWhole = zones.some((zone) => zone.kind === 'area') || small.length < spaces.length;
  const tiles = [...(needsWhole ? [whole] : []), ...cover(small, card, size)].slice(0, mostTiles);
  if (tiles.length === 0) tiles.push(whole);
  return { tiles, bays: spaces.map((space) => sightOf(space, tiles, card)) };
}

/**
 * Width, px, at which a camera's pictures should arrive: the smallest tile then has the network's own size and
 * nothing is scaled twice. With one tile it is the model's width; never above the source is up to the caller.
 * @param aspect height / width of the picture; 9/16 until the first picture tells.
 */
export function captureWidth(zones: readonly Zone[], card: ModelCard, aspect = 9 / 16): number {
  const size = { width: 1920, height: Math.round(1920 * aspect) };
  const { tiles } = tilesFor(zones, card, size);
  const scale = Math.max(...tiles.map((tile) => scaleOf(tile, card)));
  return Math.round((size.width * scale) / 2) * 2;
}

interface Space {
  readonly zoneId: string;
  readonly position: number;
  readonly bounds: Rect;
  /** Root of the area of `bounds`, px of the picture. */
  readonly size: number;
}

function spacesOf(zone: Zone, size: PictureSize): Space[] {
  return (zone.bays ?? []).map((bay, position) => {
    const bounds = boundsOf(bay.polygon, size);
    const extent = Math.sqrt((bounds.x2 - bounds.x1) * (bounds.y2 - bounds.y1));
    return { zoneId: zone.zoneId, position, bounds, size: extent };
  });
}

/** px of the input per px of the picture. */
function scaleOf(tile: PictureSize, { input }: ModelCard): number {
  return Math.min(input.width / tile.width, input.height / tile.height);
}

/** Shelves: the topmost space left decides a tile's size, the leftmost space of its band where it begins. */
function cover(small: readonly Space[], card: ModelCard, size: PictureSize): Tile[] {
  const tiles: Tile[] = [];
  let left = [...small];
  while (left.length > 0 && tiles.length < mostTiles) {
    const top = least(left, (space) => space.bounds.y1);
    const frame = frameFor(top.size, card, size);
    const band = left.filter(
      (space) =>
        fits(space, top, frame, card) && space.bounds.y2 <= top.bounds.y1 + room(frame.height, space),
    );
    const first = least(band, (space) => space.bounds.x1);
    const held = band.filter((space) => space.bounds.x2 <= first.bounds.x1 + room(frame.width, space));
    const tile = centred(held, frame, size);
    tiles.push(tile);
    left = left.filter((space) => !held.includes(space) && !showsWell(tile, space, card, size));
  }
  return tiles;
}

/** Room for spaces along one side of a tile once the margin on both ends is kept, px. */
const room = (side: number, space: Space): number => side - 2 * margin * space.size;

function fits(space: Space, seed: Space, frame: PictureSize, card: ModelCard): boolean {
  if (space === seed) return true;
  const span = space.size * scaleOf(frame, card);
  return span >= baySpan.least && span <= baySpan.most;
}

function frameFor(extent: number, { input }: ModelCard, size: PictureSize): PictureSize {
  const scale = baySpan.best / extent;
  return {
    width: Math.min(size.width, Math.round(input.width / scale)),
    height: Math.min(size.height, Math.round(input.height / scale)),
  };
}

/** Whether a tile made for other spaces shows this one as well as one of its own would. */
function showsWell(tile: Tile, space: Space, card: ModelCard, size: PictureSize): boolean {
  const span = space.size * scaleOf(tile, card);
  if (span < baySpan.least || span > baySpan.most) return false;
  const air = margin * space.size;
  const { x1, y1, x2, y2 } = space.bounds;
  const wanted = {
    x1: Math.max(0, x1 - air),
    y1: Math.max(0, y1 - air),
    x2: Math.min(size.width, x2 + air),
    y2: Math.min(size.height, y2 + air),
  };
  return holds(tile, wanted);
}

/** A tile of this frame with its spaces in the middle, moved inside the picture. */
function centred(held: readonly Space[], frame: PictureSize, size: PictureSize): Tile {
  const middle = (from: 'x1' | 'y1', to: 'x2' | 'y2') =>
    (Math.min(...held.map((space) => space.bounds[from])) +
      Math.max(...held.map((space) => space.bounds[to]))) /
    2;
  const start = (centre: number, side: number, whole: number) =>
    Math.round(Math.min(Math.max(centre - side / 2, 0), whole - side));
  return {
    x: start(middle('x1', 'x2'), frame.width, size.width),
    y: start(middle('y1', 'y2'), frame.height, size.height),
    ...frame,
  };
}

function sightOf({ size, ...space }: Space, tiles: readonly Tile[], card: ModelCard): BaySight {
  const scales = tiles.filter((tile) => holds(tile, space.bounds)).map((tile) => scaleOf(tile, card));
  return { ...space, span: size * Math.max(0, ...scales) };
}

function holds(tile: Tile, { x1, y1, x2, y2 }: Rect): boolean {
  return (
    x1 >= tile.x - 1 && y1 >= tile.y - 1 && x2 <= tile.x + tile.width + 1 && y2 <= tile.y + tile.height + 1
  );
}

function least<T>(items: readonly T[], by: (item: T) => number): T {
  return items.reduce((best, item) => (by(item) < by(best) ? item : best));
}
