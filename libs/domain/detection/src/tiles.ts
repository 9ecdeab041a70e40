import type { ModelCard, Zone } from '@vialog/contracts';
import type { Rect } from './box.ts';
import type { Tile } from './placement.ts';
import { boundsOf } from './bounds-of.ts';

/** Size of a picture in px; where only the aspect ratio matters, in any unit. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** A parking space in a tile plan. */
export interface PlannedBay {
  readonly zoneId: string;
  /** Position of the space in its zone. */
  readonly position: number;
  /** Axis-aligned bounding box, px of the picture. */
  readonly bounds: Rect;
  /** Size (root of the area of `bounds`) in the network's input, px, in the tile that shows the space largest; 0 if no tile does. */
  readonly span: number;
}

export interface TilePlan {
  /** In the order of the runs. The whole picture is first if an area or a line needs it. */
  readonly tiles: readonly Tile[];
  readonly bays: readonly PlannedBay[];
}

/** Size of a space in the network's input, px: 45 to 90 gave the best results on three parking lots. */
export const baySpan = { min: 45, target: 60, max: 90 } as const;
/** Maximum runs of the network per picture. Spaces that would need more tiles stay small. */
export const maxTiles = 16;
/** Margin around a space in its tile, in sizes of the space: a vehicle reaches beyond its space. */
const margin = 0.3;

/**
 * Plans the tiles of a picture. Areas and lines are counted on the whole picture. Spaces that are too small there get separate tiles
 * with the aspect ratio of the network, so that the spaces have 45 to 90 px and lie completely inside. The plan depends only
 * on the zones, the card and the size of the picture.
 */
export function tilesFor(zones: readonly Zone[], card: ModelCard, size: PictureSize): TilePlan {
  const whole: Tile = { x: 0, y: 0, width: size.width, height: size.height };
  const spaces = zones.flatMap((zone) => spacesOf(zone, size));
  const small = spaces.filter((space) => space.size * scaleOf(whole, card) < baySpan.min);
  const needsWhole = zones.some((zone) => zone.kind !== 'bays') || small.length < spaces.length;
  const tiles = [...(needsWhole ? [whole] : []), ...coverSpaces(small, card, size)].slice(0, maxTiles);
  if (tiles.length === 0) tiles.push(whole);
  return { tiles, bays: spaces.map((space) => plannedBay(space, tiles, card)) };
}

/**
 * Width in px at which pictures of a camera should be captured: the smallest tile then has the size of the network's input
 * and is not scaled again. With one tile it is the width of the input. The caller limits it to the width of the source.
 * @param aspect height / width of the picture; 9/16 until the first picture is known
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

/** Scale of a tile: px of the input per px of the picture. */
function scaleOf(tile: PictureSize, { input }: ModelCard): number {
  return Math.min(input.width / tile.width, input.height / tile.height);
}

/** Shelf packing: the topmost remaining space decides the size of a tile, the leftmost space of its row where it starts. */
function coverSpaces(small: readonly Space[], card: ModelCard, size: PictureSize): Tile[] {
  const tiles: Tile[] = [];
  let remaining = [...small];
  while (remaining.length > 0 && tiles.length < maxTiles) {
    const top = minBy(remaining, (space) => space.bounds.y1);
    const frame = frameFor(top.size, card, size);
    const row = remaining.filter(
      (space) =>
        hasTargetSize(space, top, frame, card) &&
        space.bounds.y2 <= top.bounds.y1 + room(frame.height, space),
    );
    const first = minBy(row, (space) => space.bounds.x1);
    const covered = row.filter((space) => space.bounds.x2 <= first.bounds.x1 + room(frame.width, space));
    const tile = tileAround(covered, frame, size);
    tiles.push(tile);
    remaining = remaining.filter(
      (space) => !covered.includes(space) && !isShownWell(tile, space, card, size),
    );
  }
  return tiles;
}

/** Length of one side of a tile without the margins, px. */
const room = (side: number, space: Space): number => side - 2 * margin * space.size;

function hasTargetSize(space: Space, seed: Space, frame: PictureSize, card: ModelCard): boolean {
  if (space === seed) return true;
  const span = space.size * scaleOf(frame, card);
  return span >= baySpan.min && span <= baySpan.max;
}

function frameFor(extent: number, { input }: ModelCard, size: PictureSize): PictureSize {
  const scale = baySpan.target / extent;
  return {
    width: Math.min(size.width, Math.round(input.width / scale)),
    height: Math.min(size.height, Math.round(input.height / scale)),
  };
}

/** Whether a tile for other spaces shows this space with the right size and its margin. */
function isShownWell(tile: Tile, space: Space, card: ModelCard, size: PictureSize): boolean {
  const span = space.size * scaleOf(tile, card);
  if (span < baySpan.min || span > baySpan.max) return false;
  const border = margin * space.size;
  const { x1, y1, x2, y2 } = space.bounds;
  const wanted = {
    x1: Math.max(0, x1 - border),
    y1: Math.max(0, y1 - border),
    x2: Math.min(size.width, x2 + border),
    y2: Math.min(size.height, y2 + border),
  };
  return contains(tile, wanted);
}

/** A tile of this size with its spaces in the middle, moved inside the picture. */
function tileAround(spaces: readonly Space[], frame: PictureSize, size: PictureSize): Tile {
  const middle = (from: 'x1' | 'y1', to: 'x2' | 'y2') =>
    (Math.min(...spaces.map((space) => space.bounds[from])) +
      Math.max(...spaces.map((space) => space.bounds[to]))) /
    2;
  const start = (centre: number, side: number, whole: number) =>
    Math.round(Math.min(Math.max(centre - side / 2, 0), whole - side));
  return {
    x: start(middle('x1', 'x2'), frame.width, size.width),
    y: start(middle('y1', 'y2'), frame.height, size.height),
    ...frame,
  };
}

function plannedBay({ size, ...space }: Space, tiles: readonly Tile[], card: ModelCard): PlannedBay {
  const scales = tiles.filter((tile) => contains(tile, space.bounds)).map((tile) => scaleOf(tile, card));
  return { ...space, span: size * Math.max(0, ...scales) };
}

function contains(tile: Tile, { x1, y1, x2, y2 }: Rect): boolean {
  return (
    x1 >= tile.x - 1 && y1 >= tile.y - 1 && x2 <= tile.x + tile.width + 1 && y2 <= tile.y + tile.height + 1
  );
}

function minBy<T>(items: readonly T[], by: (item: T) => number): T {
  return items.reduce((best, item) => (by(item) < by(best) ? item : best));
}
