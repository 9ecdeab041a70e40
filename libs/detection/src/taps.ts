/** For every output sample along one axis: which `count` input samples make it, and with which weights (they sum to 1). */
export interface Taps {
  readonly count: number;
  readonly index: Int32Array;
  readonly weight: Float32Array;
}

/**
 * Bilinear with pixel centres at half (OpenCV's INTER_LINEAR) up to a shrink of 2; beyond it the mean of four
 * samples spread over the shrunk span, so that no car falls between two samples.
 */
export function tapsFor(from: number, to: number): Taps {
  const shrink = from / to;
  const count = shrink > 2 ? 4 : 2;
  const index = new Int32Array(to * count);
  const weight = new Float32Array(to * count);
  for (let i = 0; i < to; i += 1) {
    const centre = (i + 0.5) * shrink - 0.5;
    if (count === 2) {
      const low = Math.floor(centre);
      index.set([inside(low, from), inside(low + 1, from)], i * 2);
      weight.set([1 - (centre - low), centre - low], i * 2);
    } else {
      const spread = [-0.375, -0.125, 0.125, 0.375];
      index.set(
        spread.map((part) => inside(Math.round(centre + part * shrink), from)),
        i * 4,
      );
      weight.fill(0.25, i * 4, i * 4 + 4);
    }
  }
  return { count, index, weight };
}

const inside = (i: number, size: number): number => Math.min(Math.max(i, 0), size - 1);
