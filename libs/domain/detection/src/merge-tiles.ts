import { type Box, intersection, overlap, overlapOfSmaller } from './box.ts';
import type { Tile } from './placement.ts';
import { byScore } from './suppress.ts';

/** Boxes detected in one tile, in px of the picture. */
export interface TileDetections {
  readonly tile: Tile;
  readonly boxes: readonly Box[];
}

export interface MergeRules {
  /** Intersection over union from which two boxes are one object, independent of their labels. */
  readonly iou: number;
  /** Labels that models confuse (car, bus, truck) share a kind. */
  readonly kindOf: (label: number) => string;
  /** Distance within which a box touches the edge of its tile, px of the picture. */
  readonly edge: (tile: Tile) => number;
}

/** Share of the smaller box that two boxes of one kind from different tiles must have in common to be one object. */
const sameObjectShare = 0.6;

/**
 * Merges the boxes of several tiles and removes duplicates. A box that an edge of its tile cuts is dropped if another tile
 * shows the place completely; of boxes from different tiles that are one object, the best score is kept. Boxes of one tile
 * are not compared: suppression has done that, and a driver in front of a bus is a second object.
 */
export function mergeTiles(detections: readonly TileDetections[], rules: MergeRules): Box[] {
  if (detections.length === 1) return [...(detections[0]?.boxes ?? [])];
  const candidates = detections.flatMap((tile) => boxesOfTile(tile, detections, rules));
  const kept: TileBox[] = [];
  for (const candidate of bestFirst(candidates)) {
    if (!kept.some((other) => isSameObject(other, candidate, rules))) kept.push(candidate);
  }
  return kept.map(({ box }) => box);
}

interface TileBox {
  readonly box: Box;
  readonly tile: Tile;
  /** Whether an edge of its tile cuts it; an edge of the picture does not count. */
  readonly isCut: boolean;
}

function boxesOfTile(
  { tile, boxes }: TileDetections,
  detections: readonly TileDetections[],
  rules: MergeRules,
): TileBox[] {
  const tiles = detections.map((other) => other.tile);
  const extent = extentOf(tiles);
  const isCutBy = (box: Box, by: Tile) => touchesInnerEdge({ box, tile: by, extent, edge: rules.edge(by) });
  const isComplete = (box: Box, other: Tile) => isWithin(box, other) && !isCutBy(box, other);
  return boxes
    .map((box) => ({ box, tile, isCut: isCutBy(box, tile) }))
    .filter(({ box, isCut }) => !isCut || !tiles.some((other) => other !== tile && isComplete(box, other)));
}

/** Sorts complete boxes before cut ones, then by score. */
function bestFirst(candidates: readonly TileBox[]): TileBox[] {
  const order = new Map(byScore(candidates.map(({ box }) => box)).map((box, i) => [box, i]));
  const rank = ({ box, isCut }: TileBox) => (isCut ? candidates.length : 0) + (order.get(box) ?? 0);
  return [...candidates].sort((a, b) => rank(a) - rank(b));
}

function isSameObject(a: TileBox, b: TileBox, { iou, kindOf }: MergeRules): boolean {
  if (a.tile === b.tile) return false;
  if (overlap(a.box, b.box) > iou) return true;
  if (kindOf(a.box.label) !== kindOf(b.box.label)) return false;
  return (
    overlapOfSmaller(a.box, b.box) >= sameObjectShare ||
    (a.isCut && b.isCut && intersection(a.box, b.box) > 0)
  );
}

interface EdgeCheck {
  readonly box: Box;
  readonly tile: Tile;
  readonly extent: Tile;
  readonly edge: number;
}

function touchesInnerEdge({ box, tile, extent, edge }: EdgeCheck): boolean {
  const right = tile.x + tile.width;
  const bottom = tile.y + tile.height;
  return (
    (tile.x > extent.x && box.x1 <= tile.x + edge) ||
    (tile.y > extent.y && box.y1 <= tile.y + edge) ||
    (right < extent.x + extent.width && box.x2 >= right - edge) ||
    (bottom < extent.y + extent.height && box.y2 >= bottom - edge)
  );
}

const isWithin = (box: Box, tile: Tile): boolean =>
  box.x1 >= tile.x && box.y1 >= tile.y && box.x2 <= tile.x + tile.width && box.y2 <= tile.y + tile.height;

/** Bounding box of all tiles. An edge of a tile that lies on it does not cut boxes: no other tile continues there. */
function extentOf(tiles: readonly Tile[]): Tile {
  const x = Math.min(...tiles.map((tile) => tile.x));
  const y = Math.min(...tiles.map((tile) => tile.y));
  const right = Math.max(...tiles.map((tile) => tile.x + tile.width));
  const bottom = Math.max(...tiles.map((tile) => tile.y + tile.height));
  return { x, y, width: right - x, height: bottom - y };
}
