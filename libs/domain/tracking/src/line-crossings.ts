import { anchorOf, boxOf, sizeOf, speedOf, type PictureSides, type PixelPoint, type Track } from './track.ts';

export const crossingDirections = ['inbound', 'outbound'] as const;
export type CrossingDirection = (typeof crossingDirections)[number];

/** What a line remembers of a track. */
export interface LinePassage {
  /** Last position of the anchor, px. */
  readonly at: PixelPoint;
  /** Where the track was last at a clear distance from the line; where it started, if it never was. */
  readonly from: PixelPoint;
  /** Whether the track was ever at a clear distance from the line. */
  readonly wasClear: boolean;
  /** Passes from left to right minus passes from right to left since `from`. */
  readonly passes: number;
  readonly counted: readonly CrossingDirection[];
}

/** Minimum distance of the anchor from the line on each side of a crossing, sizes of the box. */
export const clearDistance = 0.25;
/** A track that started near the line must have moved this far to count, sizes. */
const minTravel = 0.4;
/** A vehicle that leaves the picture closer to the line than `clearDistance` counts if it was faster than this, sizes/s. */
const minLeavingSpeed = 0.3;

/** A box closer than this to the edge of the picture is leaving it, sizes. */
const leavingMargin = 0.3;

/** Starts to watch a track. */
export function startPassage(track: Track): LinePassage {
  const at = anchorOf(track);
  return { at, from: at, wasClear: false, passes: 0, counted: [] };
}

/**
 * Adds the movement of a track since the last frame. Passes of the anchor over the line cancel each other until the anchor
 * is at a clear distance; then the direction that is left counts, once per track and direction.
 *
 * @returns the new memory of the line and the direction that counts now
 */
export function followPassage(
  passage: LinePassage,
  track: Track,
  line: readonly PixelPoint[],
): { readonly passage: LinePassage; readonly crossed: CrossingDirection | undefined } {
  const at = anchorOf(track);
  const passes = passage.passes + passesOf(passage.at, at, line);
  const moved = { ...passage, at, passes };
  const size = sizeOf(track);
  if (distanceToLine(at, line) < clearDistance * size) return { passage: moved, crossed: undefined };
  const travelled = Math.hypot(at.x - passage.from.x, at.y - passage.from.y);
  const hasMoved = passage.wasClear || passes === 0 || travelled >= minTravel * size;
  if (!hasMoved) return { passage: moved, crossed: undefined };
  return countPass({ ...moved, from: at, wasClear: true, passes: 0 }, passes);
}

/**
 * Decides a passage whose track ended. A vehicle that left the picture just beyond the line has crossed it. One that was lost
 * elsewhere is found again or was counted: it does not count here.
 */
export function endPassage(
  passage: LinePassage,
  track: Track,
  picture: PictureSides,
): CrossingDirection | undefined {
  const hasLeft = passage.wasClear && speedOf(track) >= minLeavingSpeed && reachesEdge(track, picture);
  return hasLeft ? countPass(passage, passage.passes).crossed : undefined;
}

function reachesEdge(track: Track, { width, height }: PictureSides): boolean {
  const margin = leavingMargin * sizeOf(track);
  const { x1, y1, x2, y2 } = boxOf(track);
  return x1 < margin || y1 < margin || x2 > width - margin || y2 > height - margin;
}

function countPass(
  passage: LinePassage,
  passes: number,
): { readonly passage: LinePassage; readonly crossed: CrossingDirection | undefined } {
  const direction = directionOf(passes);
  if (direction === undefined || passage.counted.includes(direction)) return { passage, crossed: undefined };
  return { passage: { ...passage, counted: [...passage.counted, direction] }, crossed: direction };
}

function directionOf(passes: number): CrossingDirection | undefined {
  if (passes === 0) return undefined;
  return passes > 0 ? 'inbound' : 'outbound';
}

/**
 * How often a step passes the line, looking from its first to its last point: +1 from left to right, −1 from right to left.
 * A corner of the line belongs to one of its two segments, so a step through it is one pass.
 */
export function passesOf(from: PixelPoint, to: PixelPoint, line: readonly PixelPoint[]): number {
  let passes = 0;
  for (let i = 1; i < line.length; i += 1) {
    const [a, b] = [line[i - 1] as PixelPoint, line[i] as PixelPoint];
    const isRightBefore = isRight(a, b, from);
    const isRightAfter = isRight(a, b, to);
    if (isRightBefore === isRightAfter || isRight(from, to, a) === isRight(from, to, b)) continue;
    passes += isRightAfter ? 1 : -1;
  }
  return passes;
}

/** Whether a point is right of the way from `a` to `b`. The y axis of a picture points down. */
const isRight = (a: PixelPoint, b: PixelPoint, point: PixelPoint): boolean =>
  (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x) > 0;

function distanceToLine(point: PixelPoint, line: readonly PixelPoint[]): number {
  let least = Infinity;
  for (let i = 1; i < line.length; i += 1)
    least = Math.min(least, distanceToSegment(point, line[i - 1] as PixelPoint, line[i] as PixelPoint));
  return least;
}

function distanceToSegment(point: PixelPoint, a: PixelPoint, b: PixelPoint): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx ** 2 + dy ** 2;
  const along = length === 0 ? 0 : ((point.x - a.x) * dx + (point.y - a.y) * dy) / length;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - a.x - share * dx, point.y - a.y - share * dy);
}
