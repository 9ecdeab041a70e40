import { type Box, intersection, overlap, overlapOfSmaller } from './box.ts';
import type { Tile } from './placement.ts';
import { byScore } from './suppress.ts';

/** What one tile of a picture showed, boxes in px of the picture. */
export interface TileSight {
  readonly tile: Tile;
  readonly boxes: readonly Box[];
}

export interface MergeRules {
  /** Overlap at which two boxes are one object, whatever their labels. */
  readonly iou: number;
  /** Labels that are mixed up for one object (car, bus, truck) share a kind. */
  readonly kindOf: (label: number) => string;
  /** px of the picture within which a box touches the edge of its tile. */
  readonly edge: (tile: Tile) => number;
}

/** Part of the smaller box two tiles must share to have seen one object of a kind. */
const samePart = 0.6;

/**
 * One list from several tiles, in which nothing stands twice: a box cut by a tile's edge goes where another tile
 * shows that place uncut, and of boxes from different tiles that are one object the best score stays. Boxes of one
 * tile are not compared: their own suppression has done that, and a driver in front of a bus is two objects.
 */
export function mergeTiles(sights: readonly TileSight[], rules: MergeRules): Box[] {
  if (sights.length === 1) return [...(sights[0]?.boxes ?? [])];
  const candidates = sights.flatMap((sight) => seenBy(sight, sights, rules));
  const kept: Seen[] = [];
  for (const seen of bestFirst(candidates)) {
    if (!kept.some((other) => sameObject(other, seen, rules))) kept.push(seen);
  }
  return kept.map((seen) => seen.box);
}

interface Seen {
  readonly box: Box;
  readonly tile: Tile;
  /** Whether an edge of its tile that is not an edge of the picture cuts it. */
  readonly cut: boolean;
}

function seenBy(sight: TileSight, sights: readonly TileSight[], rules: MergeRules): Seen[] {
  const extent = extentOf(sights.map((other) => other.tile));
  const isCut = (box: Box, tile: Tile) => touchesInnerEdge({ box, tile, extent, edge: rules.edge(tile) });
  const others = sights.filter((other) => other !== sight).map((other) => other.tile);
  return sight.boxes
    .map((box) => ({ box, tile: sight.tile, cut: isCut(box, sight.tile) }))
    .filter(({ box, cut }) => !cut || !others.some((tile) => within(box, tile) && !isCut(box, tile)));
}

/** Whole boxes before cut ones, then by score. */
function bestFirst(candidates: readonly Seen[]): Seen[] {
  const order = new Map(byScore(candidates.map((seen) => seen.box)).map((box, i) => [box, i]));
  const rank = (seen: Seen) => (seen.cut ? candidates.length : 0) + (order.get(seen.box) ?? 0);
  return [...candidates].sort((a, b) => rank(a) - rank(b));
}

function sameObject(a: Seen, b: Seen, { iou, kindOf }: MergeRules): boolean {
  if (a.tile === b.tile) return false;
  if (overlap(a.box, b.box) > iou) return true;
  if (kindOf(a.box.label) !== kindOf(b.box.label)) return false;
  return overlapOfSmaller(a.box, b.box) >= samePart || (a.cut && b.cut && intersection(a.box, b.box) > 0);
}

interface EdgeQuestion {
  readonly box: Box;
  readonly tile: Tile;
  readonly extent: Tile;
  readonly edge: number;
}

function touchesInnerEdge({ box, tile, extent, edge }: EdgeQuestion): boolean {
  const right = tile.x + tile.width;
  const bottom = tile.y + tile.height;
  return (
    (tile.x > extent.x && box.x1 <= tile.x + edge) ||
    (tile.y > extent.y && box.y1 <= tile.y + edge) ||
    (right < extent.x + extent.width && box.x2 >= right - edge) ||
    (bottom < extent.y + extent.height && box.y2 >= bottom - edge)
  );
}

const within = (box: Box, tile: Tile): boolean =>
  box.x1 >= tile.x && box.y1 >= tile.y && box.x2 <= tile.x + tile.width && box.y2 <= tile.y + tile.height;

/** The rectangle around all tiles: what lies on its edge is not cut by a tile but by the end of what was looked at. */
function extentOf(tiles: readonly Tile[]): Tile {
  const x = Math.min(...tiles.map((tile) => tile.x));
  const y = Math.min(...tiles.map((tile) => tile.y));
  const right = Math.max(...tiles.map((tile) => tile.x + tile.width));
  const bottom = Math.max(...tiles.map((tile) => tile.y + tile.height));
  return { x, y, width: right - x, height: bottom - y };
}
