import type { PicturePoint } from '@vialog/contracts';

/** View box of the SVG outlines; picture points are fractions of it. */
export const viewBox = { width: 1600, height: 900 } as const;

/** The `points` attribute of an SVG polygon, in view box units. */
export const svgPoints = (polygon: readonly PicturePoint[]): string =>
  polygon.map(([x, y]) => `${round(x * viewBox.width)},${round(y * viewBox.height)}`).join(' ');

const round = (value: number): number => Math.round(value * 10) / 10;

/** Position of a label: the mean of the corners in view box units; the middle of the picture without corners. */
export function labelPoint(polygon: readonly PicturePoint[]): [number, number] {
  if (polygon.length === 0) return [viewBox.width / 2, viewBox.height / 2];
  const sum = (axis: 0 | 1) => polygon.reduce((total, point) => total + point[axis], 0) / polygon.length;
  return [round(sum(0) * viewBox.width), round(sum(1) * viewBox.height)];
}
