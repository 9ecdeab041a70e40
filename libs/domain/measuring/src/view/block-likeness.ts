import { blockCount, blockOfPixel, neighbours } from './blocks.ts';
import type { ViewSample } from './view-sample.ts';

/** Stable edges of a view: mean vectors in double angle, per pixel. */
export interface StableEdges {
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** An edge that stays at its place has a mean vector of at least this length; those of noise and traffic are shorter. */
export const stableLength = 0.4;
/** Stable pixels that make a block comparable. */
const minStablePixels = 6;
/** A block below this likeness shows something else. */
const minLikeness = 0.4;

/** How much a picture shows the stable edges of a view, at their places. Likeness is −1..1; unrelated pictures have about 0. */
export interface BlockLikeness {
  /** Blocks with stable edges. */
  readonly comparable: number;
  /** Share of the comparable blocks that still show their edges, 0..1. */
  readonly kept: number;
  /** Likeness of all stable edges together, and of those in kept blocks. */
  readonly likeness: number;
  readonly keptLikeness: number;
  /** Mean luma of the kept blocks and of the lost ones, 0..255. */
  readonly keptLuma: number;
  readonly lostLuma: number;
  /**
   * Differing neighbours among the pairs of comparable blocks, relative to lost blocks at random places: about 1 if they are
   * scattered, near 0 if they form one area.
   */
  readonly scatter: number;
}

interface BlockSums {
  readonly pixels: Uint8Array;
  readonly matched: Float32Array;
  readonly length: Float32Array;
  readonly luma: Float32Array;
}

/** Compares a picture with the stable edges of a view, by blocks. */
export function blockLikeness(stable: StableEdges, sample: ViewSample): BlockLikeness {
  const sums = blockSums(stable, sample);
  const isComparable = (block: number): boolean => (sums.pixels[block] as number) >= minStablePixels;
  const comparable = Array.from({ length: blockCount }, (_, block) => block).filter(isComparable);
  const likenessOf = (blocks: readonly number[]): number => ratio(sums.matched, sums.length, blocks);
  const isKept = (block: number): boolean => likenessOf([block]) >= minLikeness;
  const { true: kept = [], false: lost = [] } = Object.groupBy(comparable, (block) => `${isKept(block)}`);
  const share = kept.length / Math.max(1, comparable.length);
  return {
    comparable: comparable.length,
    kept: share,
    likeness: likenessOf(comparable),
    keptLikeness: likenessOf(kept),
    keptLuma: ratio(sums.luma, sums.pixels, kept),
    lostLuma: ratio(sums.luma, sums.pixels, lost),
    scatter: scatterOf(new Set(comparable), new Set(kept), share),
  };
}

function blockSums({ x, y }: StableEdges, { edges, grey }: ViewSample): BlockSums {
  const sums = {
    pixels: new Uint8Array(blockCount),
    matched: new Float32Array(blockCount),
    length: new Float32Array(blockCount),
    luma: new Float32Array(blockCount),
  };
  for (let at = 0; at < grey.length; at += 1) {
    const [sx, sy] = [x[at] as number, y[at] as number];
    const square = sx * sx + sy * sy;
    if (square < stableLength * stableLength) continue;
    const block = blockOfPixel[at] as number;
    sums.pixels[block] = (sums.pixels[block] as number) + 1;
    sums.length[block] = (sums.length[block] as number) + Math.sqrt(square);
    sums.luma[block] = (sums.luma[block] as number) + (grey[at] as number);
    const matched = sx * (edges.x[at] as number) + sy * (edges.y[at] as number);
    sums.matched[block] = (sums.matched[block] as number) + matched;
  }
  return sums;
}

function ratio(above: ArrayLike<number>, below: ArrayLike<number>, blocks: readonly number[]): number {
  let [a, b] = [0, 0];
  for (const block of blocks) {
    a += above[block] as number;
    b += below[block] as number;
  }
  return b === 0 ? 0 : a / b;
}

function scatterOf(comparable: ReadonlySet<number>, kept: ReadonlySet<number>, share: number): number {
  let [pairs, differing] = [0, 0];
  for (const [a, b] of neighbours) {
    if (!comparable.has(a) || !comparable.has(b)) continue;
    pairs += 1;
    if (kept.has(a) !== kept.has(b)) differing += 1;
  }
  const expected = 2 * share * (1 - share) * pairs;
  return expected === 0 ? 1 : differing / expected;
}
