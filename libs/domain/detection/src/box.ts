/** An axis-aligned rectangle with x1 < x2 and y1 < y2, in px of the picture, of a tile or of the network's input. */
export interface Rect {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** An object that a model detected. Boxes never leave the detector. */
export interface Box extends Rect {
  /** Index into the card's labels. */
  readonly label: number;
  /** Confidence, 0..1. */
  readonly score: number;
}

export function areaOf(rect: Rect): number {
  return Math.max(0, rect.x2 - rect.x1) * Math.max(0, rect.y2 - rect.y1);
}

export function intersection(a: Rect, b: Rect): number {
  const width = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
  const height = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Intersection over union, 0..1; 0 if one of them has no area. */
export function overlap(a: Rect, b: Rect): number {
  const shared = intersection(a, b);
  return shared === 0 ? 0 : shared / (areaOf(a) + areaOf(b) - shared);
}

/** Intersection over the area of the smaller one, 0..1: near 1 if one is a part of the other. */
export function overlapOfSmaller(a: Rect, b: Rect): number {
  const shared = intersection(a, b);
  return shared === 0 ? 0 : shared / Math.min(areaOf(a), areaOf(b));
}
