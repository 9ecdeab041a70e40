import type { PicturePoint } from '@vialog/contracts';
import type { Rect } from './box.ts';

/** Axis-aligned bounding box of a polygon, in px of a picture of this size. */
export function boundsOf(
  ring: readonly PicturePoint[],
  size: { readonly width: number; readonly height: number },
): Rect {
  const xs = ring.map(([x]) => x * size.width);
  const ys = ring.map(([, y]) => y * size.height);
  return { x1: Math.min(...xs), y1: Math.min(...ys), x2: Math.max(...xs), y2: Math.max(...ys) };
}
