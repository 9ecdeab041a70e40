import { greyHeight, greyWidth } from './grey-picture.ts';

/**
 * Direction of the edges of a picture, per pixel, as a vector in double angle: an edge from dark to bright and one from bright
 * to dark are equal, because day and infrared light swap them. The length is 0..1 and nearly independent of brightness and contrast.
 */
export interface EdgeField {
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Steepness of the luma, grey levels per small pixel. */
  readonly slope: Float32Array;
}

/** A slope counts half if it is this part of the mean slope of the picture, and at least in grey levels per small pixel. */
const weakShare = 0.25;
const minNoiseSlope = 1;
const maxNoiseSlope = 4;

/** The edges of a small picture; none at its border. */
export function edgeField(grey: Float32Array): EdgeField {
  const x = new Float32Array(grey.length);
  const y = new Float32Array(grey.length);
  const slope = new Float32Array(grey.length);
  let sum = 0;
  for (let row = 1; row < greyHeight - 1; row += 1)
    for (let at = row * greyWidth + 1; at < (row + 1) * greyWidth - 1; at += 1) {
      const dx = ((grey[at + 1] as number) - (grey[at - 1] as number)) / 2;
      const dy = ((grey[at + greyWidth] as number) - (grey[at - greyWidth] as number)) / 2;
      x[at] = dx * dx - dy * dy;
      y[at] = 2 * dx * dy;
      slope[at] = Math.sqrt(dx * dx + dy * dy);
      sum += slope[at] as number;
    }
  normalise({ x, y, slope }, noiseSlopeOf(sum / grey.length));
  return { x, y, slope };
}

const noiseSlopeOf = (mean: number): number =>
  Math.min(maxNoiseSlope, Math.max(minNoiseSlope, weakShare * mean));

/** Scales the vectors from the square of the slope to 0..1. */
function normalise({ x, y, slope }: EdgeField, noise: number): void {
  for (let at = 0; at < slope.length; at += 1) {
    const scale = 1 / ((slope[at] as number) ** 2 + noise * noise);
    x[at] = (x[at] as number) * scale;
    y[at] = (y[at] as number) * scale;
  }
}
