import { blockCount, blockOfPixel } from './blocks.ts';
import { edgeField, type EdgeField } from './edge-field.ts';
import { greyWidth } from './grey-picture.ts';

/** Slope of an edge that people see, grey levels per small pixel, and how many of its pixels make a block structured. */
const visibleSlope = 4;
const minVisiblePixels = 6;
/** Size of the squares whose means are compared for coarse differences, small px. */
const coarse = 4;

/** What is compared of one picture. */
export interface ViewSample {
  readonly grey: Float32Array;
  readonly edges: EdgeField;
  /** Mean and standard deviation of luma, 0..255. */
  readonly mean: number;
  readonly spread: number;
  /** Blocks with visible edges. */
  readonly structured: number;
  /** Fine differences divided by coarse ones: independent of brightness and contrast, low for a blurred picture. */
  readonly sharpness: number;
}

/** @param grey luma of a small picture */
export function viewSample(grey: Float32Array): ViewSample {
  const edges = edgeField(grey);
  return {
    grey,
    edges,
    ...brightness(grey),
    structured: structuredBlocks(edges),
    sharpness: sum(edges.slope) / (1 + coarseDifferences(grey)),
  };
}

function brightness(grey: Float32Array): { mean: number; spread: number } {
  const mean = sum(grey) / grey.length;
  let squares = 0;
  for (let at = 0; at < grey.length; at += 1) squares += ((grey[at] as number) - mean) ** 2;
  return { mean, spread: Math.sqrt(squares / grey.length) };
}

function structuredBlocks({ slope }: EdgeField): number {
  const visible = new Uint8Array(blockCount);
  for (let at = 0; at < slope.length; at += 1) {
    const block = blockOfPixel[at] as number;
    if ((slope[at] as number) >= visibleSlope) visible[block] = (visible[block] as number) + 1;
  }
  return visible.filter((pixels) => pixels >= minVisiblePixels).length;
}

function coarseDifferences(grey: Float32Array): number {
  const columns = greyWidth / coarse;
  const small = new Float32Array(grey.length / (coarse * coarse));
  for (let row = 0, at = 0; at < grey.length; row += 1) {
    const start = ((row / coarse) | 0) * columns;
    for (let column = 0; column < greyWidth; column += 1, at += 1) {
      const cell = start + ((column / coarse) | 0);
      small[cell] = (small[cell] as number) + (grey[at] as number) / (coarse * coarse);
    }
  }
  let total = 0;
  for (let at = columns + 1; at < small.length; at += 1) {
    if (at % columns === 0) continue;
    const [dx, dy] = [
      (small[at] as number) - (small[at - 1] as number),
      (small[at] as number) - (small[at - columns] as number),
    ];
    total += Math.sqrt(dx * dx + dy * dy);
  }
  return total;
}

function sum(values: Float32Array): number {
  let total = 0;
  for (let at = 0; at < values.length; at += 1) total += values[at] as number;
  return total;
}
