import type { Fit, Region, Size } from './picture.ts';

/** A detected object; corners in picture pixels. */
export interface Box {
  readonly label: number;
  readonly score: number;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface Output {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

export interface GflRule {
  readonly side: number;
  readonly bins: number;
  readonly cellOffset: number;
  readonly threshold: number;
}

/**
 * Decodes the six NanoDet outputs by shape: [1, N, classes] scores and [1, N, 4 * bins] distances.
 * The distance of a side from the centre of its cell is the softmax mean over its bins, in strides.
 */
export function decodeGfl(outputs: readonly Output[], rule: GflRule): Box[] {
  const isDistances = (output: Output): boolean => output.dims[2] === 4 * rule.bins;
  return outputs
    .filter((output) => !isDistances(output))
    .flatMap((scores) => {
      const distances = outputs.find((other) => isDistances(other) && other.dims[1] === scores.dims[1]);
      return distances ? decodeLevel(scores, distances, rule) : [];
    });
}

function decodeLevel(scores: Output, distances: Output, rule: GflRule): Box[] {
  const [, cells = 0, classes = 0] = scores.dims;
  const across = Math.round(Math.sqrt(cells));
  const stride = rule.side / across;
  const boxes: Box[] = [];
  for (let cell = 0; cell < cells; cell++) {
    const label = argMax(scores.data, cell * classes, classes);
    const score = scores.data[cell * classes + label] ?? 0;
    if (score < rule.threshold) continue;
    const x = ((cell % across) + rule.cellOffset) * stride;
    const y = (Math.floor(cell / across) + rule.cellOffset) * stride;
    const side = (i: number): number =>
      stride * meanOf(distances.data, (cell * 4 + i) * rule.bins, rule.bins);
    boxes.push({ label, score, x1: x - side(0), y1: y - side(1), x2: x + side(2), y2: y + side(3) });
  }
  return boxes;
}

/** Decodes SSD outputs: scores [1, N, classes] and corners ymin, xmin, ymax, xmax in 0..1. */
export function decodeSsd(
  scores: Output,
  corners: Output,
  rule: Size & { readonly threshold: number },
): Box[] {
  const [, anchors = 0, classes = 0] = scores.dims;
  const boxes: Box[] = [];
  for (let i = 0; i < anchors; i++) {
    const label = argMax(scores.data, i * classes, classes);
    const score = scores.data[i * classes + label] ?? 0;
    if (score < rule.threshold) continue;
    const [y1 = 0, x1 = 0, y2 = 0, x2 = 0] = corners.data.subarray(i * 4, i * 4 + 4);
    const { width, height } = rule;
    boxes.push({ label, score, x1: x1 * width, y1: y1 * height, x2: x2 * width, y2: y2 * height });
  }
  return boxes;
}

function argMax(data: Float32Array, from: number, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i++) if ((data[from + i] ?? 0) > (data[from + best] ?? 0)) best = i;
  return best;
}

function meanOf(data: Float32Array, from: number, bins: number): number {
  const top = Math.max(...data.subarray(from, from + bins));
  let sum = 0;
  let weighted = 0;
  for (let bin = 0; bin < bins; bin++) {
    const weight = Math.exp((data[from + bin] ?? 0) - top);
    sum += weight;
    weighted += weight * bin;
  }
  return weighted / sum;
}

/** Input pixels → picture pixels. */
export function toPicture(box: Box, region: Region, fit: Fit): Box {
  const x = (value: number): number => (value - fit.offsetX) / fit.scaleX + region.left;
  const y = (value: number): number => (value - fit.offsetY) / fit.scaleY + region.top;
  return { ...box, x1: x(box.x1), y1: y(box.y1), x2: x(box.x2), y2: y(box.y2) };
}

/** Greedy suppression across all classes: of two boxes that overlap by `iou` or more, the one with the lower score is removed. */
export function suppress(boxes: readonly Box[], iou: number): Box[] {
  const kept: Box[] = [];
  for (const box of [...boxes].sort((a, b) => b.score - a.score))
    if (kept.every((other) => overlap(box, other) < iou)) kept.push(box);
  return kept;
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
  const height = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / (areaOf(a) + areaOf(b) - width * height);
}

function areaOf(box: Box): number {
  return (box.x2 - box.x1) * (box.y2 - box.y1);
}

/** Tiles of one size that cover the picture and share at least `overlap` of their length with each neighbour. */
export function tilesOf(picture: Size, tile: Size, overlap: number): Region[] {
  const columns = startsOf(picture.width, tile.width, overlap);
  const rows = startsOf(picture.height, tile.height, overlap);
  const size = { width: Math.min(tile.width, picture.width), height: Math.min(tile.height, picture.height) };
  return rows.flatMap((top) => columns.map((left) => ({ left, top, ...size })));
}

function startsOf(length: number, tile: number, overlap: number): number[] {
  if (tile >= length) return [0];
  const count = Math.ceil((length - tile * overlap) / (tile * (1 - overlap)));
  return Array.from({ length: count }, (_, i) => Math.round((i * (length - tile)) / (count - 1)));
}

/** Whether the box touches an inner edge of its tile: a neighbouring tile contains the whole object. */
export function isCut(box: Box, tile: Region, picture: Size): boolean {
  const near = 3;
  const right = tile.left + tile.width;
  const bottom = tile.top + tile.height;
  return (
    (tile.left > 0 && box.x1 < tile.left + near) ||
    (tile.top > 0 && box.y1 < tile.top + near) ||
    (right < picture.width && box.x2 > right - near) ||
    (bottom < picture.height && box.y2 > bottom - near)
  );
}
