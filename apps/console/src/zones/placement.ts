import type { PicturePoint } from '@vialog/contracts';

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function boxOf(polygon: readonly PicturePoint[]): Box {
  const xs = polygon.map((point) => point[0]);
  const ys = polygon.map((point) => point[1]);
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const round = (value: number): number => Math.round(value * 1e4) / 1e4;

const boxAt = (left: number, top: number, { width, height }: { width: number; height: number }): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

const cornersOf = ({ left, top, right, bottom }: Box): PicturePoint[] =>
  [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ].map(([x = 0, y = 0]) => [round(x), round(y)]);

/** Positions that are tried, from the preferred one outwards, in steps of 1/20 of the picture. */
function* positions(preferred: Box): Generator<readonly [left: number, top: number]> {
  const [width, height] = [preferred.right - preferred.left, preferred.bottom - preferred.top];
  yield [preferred.left, preferred.top];
  for (let top = 0.05; top + height <= 1; top += 0.05)
    for (let left = 0.05; left + width <= 1; left += 0.05) yield [left, top];
}

/**
 * A rectangle for a new shape that overlaps no existing one: at the preferred place, else at the first free one, else
 * smaller. In a full picture it overlaps, but it never has the corners of another shape.
 */
export function freeRectangle(
  preferred: readonly PicturePoint[],
  taken: readonly (readonly PicturePoint[])[],
): PicturePoint[] {
  const boxes = taken.map(boxOf);
  const wanted = boxOf(preferred);
  for (const scale of [1, 0.6, 0.35]) {
    const size = {
      width: (wanted.right - wanted.left) * scale,
      height: (wanted.bottom - wanted.top) * scale,
    };
    for (const [left, top] of positions(boxAt(wanted.left, wanted.top, size))) {
      const box = boxAt(left, top, size);
      if (!boxes.some((each) => overlaps(box, each))) return cornersOf(box);
    }
  }
  return notOnTop([preferred], taken)[0] ?? [];
}

const step = 0.03;

/** Moves shapes together so that they overlap no other shape if there is room, and in any case lie exactly on none. */
export function notOnTop(
  shapes: readonly (readonly PicturePoint[])[],
  taken: readonly (readonly PicturePoint[])[],
): PicturePoint[][] {
  const boxes = taken.map(boxOf);
  const moved = candidates(boxOf(shapes.flat())).map(([dx, dy]) =>
    shapes.map((polygon) => polygon.map(([x, y]): PicturePoint => [round(x + dx), round(y + dy)])),
  );
  const isFree = (each: PicturePoint[][]) =>
    !each.some((polygon) => boxes.some((box) => overlaps(boxOf(polygon), box)));
  const known = new Set(taken.map((polygon) => polygon.join()));
  const isElsewhere = (each: PicturePoint[][]) => !each.some((polygon) => known.has(polygon.join()));
  return moved.find(isFree) ?? moved.find(isElsewhere) ?? moved[0] ?? [];
}

/** Offsets that keep the box in the picture: none, then by its own size in each direction, then in small steps. */
function candidates(box: Box): (readonly [dx: number, dy: number])[] {
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const small = Array.from({ length: 33 }, (_, i) => (i - 16) * step);
  const offsets = [
    [0, 0],
    [width, 0],
    [-width, 0],
    [0, height],
    [0, -height],
    ...small.flatMap((dy) => small.map((dx) => [dx, dy])),
  ] as [number, number][];
  const isInside = ([dx, dy]: readonly [number, number]) =>
    box.left + dx >= -1e-9 &&
    box.right + dx <= 1 + 1e-9 &&
    box.top + dy >= -1e-9 &&
    box.bottom + dy <= 1 + 1e-9;
  return offsets.filter(isInside);
}
