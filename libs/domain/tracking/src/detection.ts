import type { CountClass } from '@vialog/contracts';

/** A detected object in one frame: an axis-aligned box with x1 < x2 and y1 < y2, px of the picture. */
export interface Detection {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** Confidence, 0..1. */
  readonly score: number;
  /** Count class; undefined for an object of another class, which can be a vehicle in an unusual view. */
  readonly name: CountClass | undefined;
  /** Classes that models confuse share a kind: car, bus and truck; bicycle and motorcycle. */
  readonly kind: string;
}

export const widthOf = ({ x1, x2 }: Detection): number => x2 - x1;
export const heightOf = ({ y1, y2 }: Detection): number => y2 - y1;

/** Shared area of two boxes over the area of the smaller one, 0..1. */
export function overlapOfSmaller(a: Detection, b: Detection): number {
  const width = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
  const height = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / Math.min(widthOf(a) * heightOf(a), widthOf(b) * heightOf(b));
}
