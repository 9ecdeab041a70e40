import { lumaReader, type Picture } from '@vialog/contracts';

/** Statistics of a picture. The content of the picture cannot be derived from them. */
export interface PictureSigns {
  /** Digest over every pixel: equal for identical pixels. */
  readonly digest: number;
  /** Mean luma, 0..255. */
  readonly mean: number;
  /** Standard deviation of luma, 0..127.5. */
  readonly spread: number;
  /** Of each cell of the grid, by rows; empty when the picture is smaller than the grid. */
  readonly cells: readonly CellSigns[];
}

export interface CellSigns {
  /** Digest over every luma value (yuv420p) or pixel (rgb24) of the cell. */
  readonly digest: number;
  /** Standard deviation of luma within the cell, 0..127.5. */
  readonly spread: number;
}

export const gridColumns = 16;
export const gridRows = 9;

/** Sums over every eighth pixel. */
interface LumaSums {
  sum: number;
  squares: number;
  read: number;
}

interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Computes the statistics of a picture: digests from every byte, luma (BT.601, 0..255) from every eighth pixel. */
export function pictureSigns(picture: Picture): PictureSigns {
  const { width, height, pixels, format } = picture;
  const memory = memoryOf(pixels);
  const total: LumaSums = { sum: 0, squares: 0, read: 0 };
  const hasGrid = width >= gridColumns && height >= gridRows;
  const areas = hasGrid ? cellAreas(width, height) : [{ left: 0, top: 0, right: width, bottom: height }];
  const cells = areas.map((area) => cellSigns(picture, memory, area, total));
  let digest = 0;
  for (const cell of cells) digest = mixed(digest, cell.digest);
  if (format === 'yuv420p') digest = digestOf(memory, width * height, pixels.length, digest);
  const { mean, spread } = statisticsOf(total);
  return { digest: digest >>> 0, mean, spread, cells: hasGrid ? cells : [] };
}

function cellAreas(width: number, height: number): readonly Rectangle[] {
  const edge = (size: number, parts: number, i: number): number => Math.floor((size * i) / parts);
  return Array.from({ length: gridColumns * gridRows }, (_, i) => {
    const [row, column] = [Math.floor(i / gridColumns), i % gridColumns];
    return {
      left: edge(width, gridColumns, column),
      top: edge(height, gridRows, row),
      right: edge(width, gridColumns, column + 1),
      bottom: edge(height, gridRows, row + 1),
    };
  });
}

function cellSigns(
  { width, pixels, format }: Picture,
  memory: Memory,
  area: Rectangle,
  total: LumaSums,
): CellSigns {
  const bytesPerPixel = format === 'rgb24' ? 3 : 1;
  const lumaAt = lumaReader(format);
  const own: LumaSums = { sum: 0, squares: 0, read: 0 };
  let digest = 0;
  for (let row = area.top; row < area.bottom; row += 1) {
    const [from, to] = [row * width + area.left, row * width + area.right];
    digest = digestOf(memory, from * bytesPerPixel, to * bytesPerPixel, digest);
    // Rows start at different pixels, so that no column of the picture is left out.
    for (let pixel = from + (row % 8); pixel < to; pixel += 8) add(own, lumaAt(pixels, pixel));
  }
  total.sum += own.sum;
  total.squares += own.squares;
  total.read += own.read;
  return { digest: digest >>> 0, spread: statisticsOf(own).spread };
}

function add(sums: LumaSums, luma: number): void {
  sums.sum += luma;
  sums.squares += luma * luma;
  sums.read += 1;
}

function statisticsOf({ sum, squares, read }: LumaSums): { mean: number; spread: number } {
  if (read === 0) return { mean: 0, spread: 0 };
  const mean = sum / read;
  return { mean, spread: Math.sqrt(Math.max(0, squares / read - mean * mean)) };
}

/** Bytes of a picture, and the same memory as words of 32 bits. */
interface Memory {
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
}

function memoryOf(pixels: Uint8Array): Memory {
  const bytes = pixels.byteOffset % 4 === 0 ? pixels : pixels.slice();
  return { bytes, words: new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2) };
}

/** Hashes words (single bytes at both ends) by rotation and multiplication, which distinguishes consecutive pictures. */
function digestOf({ bytes, words }: Memory, from: number, to: number, seed: number): number {
  let hash = seed;
  let at = from;
  for (; at < to && at % 4 !== 0; at += 1) hash = mixed(hash, bytes[at] as number);
  for (; at + 4 <= to; at += 4) hash = mixed(hash, words[at >> 2] as number);
  for (; at < to; at += 1) hash = mixed(hash, bytes[at] as number);
  return hash;
}

function mixed(hash: number, word: number): number {
  return Math.imul(((hash << 5) | (hash >>> 27)) ^ word, 0x9e3779b1);
}
