/** Weights are whole numbers of this many bits, as OpenCV's are: two passes of them fit 32 bits. */
const weightBits = 11;
export const weightOne = 1 << weightBits;

/** For every output sample along one axis: which `count` input samples make it, and with which weights (they sum to `weightOne`). */
export interface Taps {
  readonly count: 2 | 4;
  readonly index: Int32Array;
  readonly weight: Int32Array;
}

/**
 * Bilinear with pixel centres at half (OpenCV's INTER_LINEAR) up to a shrink of 2; beyond it the mean of four
 * samples spread over the shrunk span, so that no car falls between two samples.
 */
export function tapsFor(from: number, to: number): Taps {
  const shrink = from / to;
  const count = shrink > 2 ? 4 : 2;
  const index = new Int32Array(to * count);
  const weight = new Int32Array(to * count).fill(weightOne / 4);
  for (let i = 0; i < to; i += 1) {
    const centre = (i + 0.5) * shrink - 0.5;
    const low = Math.floor(centre);
    const near = count === 2 ? [low, low + 1] : spread.map((part) => Math.round(centre + part * shrink));
    index.set(
      near.map((sample) => inside(sample, from)),
      i * count,
    );
    if (count === 4) continue;
    const far = Math.round((centre - low) * weightOne);
    weight.set([weightOne - far, far], i * 2);
  }
  return { count, index, weight };
}

const spread = [-0.375, -0.125, 0.125, 0.375];
const inside = (i: number, size: number): number => Math.min(Math.max(i, 0), size - 1);
