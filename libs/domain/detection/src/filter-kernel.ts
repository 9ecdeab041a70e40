/** Weights are fixed-point numbers of this many bits, as in OpenCV: the product of two passes fits 32 bits. */
const weightBits = 11;
export const weightOne = 1 << weightBits;

/** For every output sample along one axis: the `count` input samples it is made of, and their weights, which sum to `weightOne`. */
export interface FilterKernel {
  readonly count: 2 | 4;
  readonly index: Int32Array;
  readonly weight: Int32Array;
}

/**
 * Bilinear interpolation with half-pixel centres (INTER_LINEAR of OpenCV) down to half the size; below it the mean of four
 * samples spread over the source span, so that no car lies between two samples.
 */
export function filterKernel(from: number, to: number): FilterKernel {
  const shrink = from / to;
  const count = shrink > 2 ? 4 : 2;
  const index = new Int32Array(to * count);
  const weight = new Int32Array(to * count).fill(weightOne / 4);
  for (let i = 0; i < to; i += 1) {
    const centre = (i + 0.5) * shrink - 0.5;
    const low = Math.floor(centre);
    const samples = count === 2 ? [low, low + 1] : spread.map((part) => Math.round(centre + part * shrink));
    index.set(
      samples.map((sample) => clampIndex(sample, from)),
      i * count,
    );
    if (count === 4) continue;
    const far = Math.round((centre - low) * weightOne);
    weight.set([weightOne - far, far], i * 2);
  }
  return { count, index, weight };
}

const spread = [-0.375, -0.125, 0.125, 0.375];
const clampIndex = (i: number, size: number): number => Math.min(Math.max(i, 0), size - 1);
