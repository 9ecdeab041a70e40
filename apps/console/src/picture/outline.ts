import type { PicturePoint } from '@vialog/contracts';

/** Size of the drawing all outlines share; points are 0..1 of it. */
export const drawing = { width: 1600, height: 900 } as const;

/** Points of a polygon for SVG, in drawing units. */
export const pointsText = (polygon: readonly PicturePoint[]): string =>
  polygon.map(([x, y]) => `${round(x * drawing.width)},${round(y * drawing.height)}`).join(' ');

const round = (value: number): number => Math.round(value * 10) / 10;

/** Middle of the corners, where a name can stand, in drawing units; the middle of the picture for no corners. */
export function labelPoint(polygon: readonly PicturePoint[]): [number, number] {
  if (polygon.length === 0) return [drawing.width / 2, drawing.height / 2];
  const sum = (axis: 0 | 1) => polygon.reduce((total, point) => total + point[axis], 0) / polygon.length;
  return [round(sum(0) * drawing.width), round(sum(1) * drawing.height)];
}
