import type { PicturePoint } from '@vialog/contracts';
import { viewBox } from './outline.ts';

/** The arrow that shows the inbound direction of a line, view box units. */
export interface LineArrow {
  readonly from: readonly [x: number, y: number];
  readonly tip: readonly [x: number, y: number];
  /** The `points` attribute of the arrowhead. */
  readonly head: string;
  /** Where the names of the directions are written. */
  readonly inboundLabel: readonly [x: number, y: number];
  readonly outboundLabel: readonly [x: number, y: number];
}

const length = 90;
const headSize = 32;
const labelDistance = 144;

/**
 * Stands in the middle of the longest segment and points to the right of the line, seen from its first point to its last:
 * vehicles that cross in this direction are inbound. undefined for fewer than two different points.
 */
export function lineArrow(line: readonly PicturePoint[]): LineArrow | undefined {
  const points = line.map(([x, y]) => [x * viewBox.width, y * viewBox.height] as const);
  const segments = points.slice(1).map((end, index) => [points[index] ?? end, end] as const);
  const longest = segments.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0];
  if (!longest || lengthOf(longest) === 0) return undefined;
  const [[ax, ay], [bx, by]] = longest;
  const from = [(ax + bx) / 2, (ay + by) / 2] as const;
  const along = [(bx - ax) / lengthOf(longest), (by - ay) / lengthOf(longest)] as const;
  // The y axis of a picture points down, so that this is a turn to the right.
  const across = [-along[1], along[0]] as const;
  const at = (sideways: number, forward = 0): [number, number] => [
    round(from[0] + across[0] * sideways + along[0] * forward),
    round(from[1] + across[1] * sideways + along[1] * forward),
  ];
  const neck = length - headSize;
  return {
    from: at(0),
    tip: at(length),
    head: [at(length), at(neck, headSize / 2), at(neck, -headSize / 2)]
      .map((point) => point.join())
      .join(' '),
    inboundLabel: inside(at(labelDistance)),
    outboundLabel: inside(at(-labelDistance / 2)),
  };
}

type Segment = readonly [readonly [number, number], readonly [number, number]];
const lengthOf = ([[ax, ay], [bx, by]]: Segment): number => Math.hypot(bx - ax, by - ay);
const round = (value: number): number => Math.round(value * 10) / 10;

/** Keeps the middle of a label away from the edges of the picture. */
const inside = ([x, y]: readonly [number, number]): [number, number] => [
  Math.min(viewBox.width - 90, Math.max(90, x)),
  Math.min(viewBox.height - 24, Math.max(40, y)),
];
