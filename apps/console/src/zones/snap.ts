import type { PicturePoint } from '@vialog/contracts';

/** Size of the frame, px. */
export interface FrameSize {
  readonly width: number;
  readonly height: number;
}

const cornerDistancePx = 9;
const edgeDistancePx = 7;

/**
 * The corner of another shape within 9 px, else the nearest point of an edge (of a shape or of the picture) within 7 px,
 * else the point itself.
 */
export function snapPoint(
  point: PicturePoint,
  shapes: readonly (readonly PicturePoint[])[],
  size: FrameSize,
): PicturePoint {
  const distance = (other: PicturePoint) =>
    Math.hypot((other[0] - point[0]) * size.width, (other[1] - point[1]) * size.height);
  const corner = nearest([...shapes.flat(), ...frame], distance, cornerDistancePx);
  if (corner) return corner;
  const edges = [...shapes, frame].flatMap((shape) =>
    shape.map((from, index) => onEdge(point, [from, shape[(index + 1) % shape.length] ?? from], size)),
  );
  return nearest(edges, distance, edgeDistancePx) ?? point;
}

const frame: readonly PicturePoint[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

function nearest(
  points: readonly PicturePoint[],
  distance: (point: PicturePoint) => number,
  limit: number,
): PicturePoint | undefined {
  const close = points.filter((each) => distance(each) <= limit);
  return close.toSorted((a, b) => distance(a) - distance(b))[0];
}

/** The point of an edge that is nearest in pixels. */
function onEdge(
  point: PicturePoint,
  [a, b]: readonly [PicturePoint, PicturePoint],
  { width, height }: FrameSize,
): PicturePoint {
  const [dx, dy] = [(b[0] - a[0]) * width, (b[1] - a[1]) * height];
  const [px, py] = [(point[0] - a[0]) * width, (point[1] - a[1]) * height];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length));
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}
