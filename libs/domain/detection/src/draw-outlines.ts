import type { RgbPicture } from '@vialog/contracts';
import type { Rect } from './box.ts';

/** Yellow, with a black line on both sides, so that it is visible on every ground. */
const inner: readonly [number, number, number] = [255, 221, 0];
const outer: readonly [number, number, number] = [0, 0, 0];

/** Draws rectangles (px of the picture) into the pixels of the picture. Parts outside of the picture are left out. */
export function drawOutlines(picture: RgbPicture, rects: readonly Rect[]): void {
  const line = Math.max(2, Math.round(picture.width / 480));
  const corners = rects.map(({ x1, y1, x2, y2 }) => ({
    x1: Math.round(x1),
    y1: Math.round(y1),
    x2: Math.round(x2),
    y2: Math.round(y2),
  }));
  for (const rect of corners) {
    frame(picture, grown(rect, line), { width: line, colour: outer });
    frame(picture, grown(rect, -line), { width: line, colour: outer });
  }
  for (const rect of corners) frame(picture, rect, { width: line, colour: inner });
}

interface Pen {
  /** px */
  readonly width: number;
  readonly colour: readonly [number, number, number];
}

const grown = ({ x1, y1, x2, y2 }: Rect, by: number): Rect => ({
  x1: x1 - by,
  y1: y1 - by,
  x2: x2 + by,
  y2: y2 + by,
});

function frame(picture: RgbPicture, { x1, y1, x2, y2 }: Rect, { width, colour }: Pen): void {
  if (x2 - x1 < 2 * width || y2 - y1 < 2 * width) return;
  fill(picture, { x1, y1, x2, y2: y1 + width }, colour);
  fill(picture, { x1, y1: y2 - width, x2, y2 }, colour);
  fill(picture, { x1, y1, x2: x1 + width, y2 }, colour);
  fill(picture, { x1: x2 - width, y1, x2, y2 }, colour);
}

function fill({ width, height, pixels }: RgbPicture, rect: Rect, colour: Pen['colour']): void {
  const [left, right] = [Math.max(0, rect.x1), Math.min(width, rect.x2)];
  for (let y = Math.max(0, rect.y1); y < Math.min(height, rect.y2); y += 1)
    for (let x = left; x < right; x += 1) pixels.set(colour, (y * width + x) * 3);
}
