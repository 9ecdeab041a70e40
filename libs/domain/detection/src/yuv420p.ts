import type { Picture, RgbPicture } from '@vialog/contracts';

/** Width and height of a picture, px. */
export type PictureSides = Pick<Picture, 'width' | 'height'>;

/**
 * Bytes of a picture as yuv420p (FFmpeg's name): a plane of luma, then the two of chroma, each of these with one value
 * for every 2 × 2 px. If a side is odd, the last column or row of chroma covers one px, as in FFmpeg.
 */
export function yuv420pBytes({ width, height }: PictureSides): number {
  return width * height + 2 * chromaBytes({ width, height });
}

const half = (side: number): number => (side + 1) >> 1;
const chromaBytes = ({ width, height }: PictureSides): number => half(width) * half(height);

/**
 * Converts rgb24 to yuv420p, half the bytes: BT.601, limited range (luma 16..235, chroma 16..240), the default of FFmpeg at
 * these sizes. Chroma is the mean of its pixels.
 * @throws {RangeError} when the number of bytes does not match the size
 */
export function packYuv420p(picture: RgbPicture): Uint8Array {
  const { width, height, pixels } = picture;
  checkBytes(pixels.length, width * height * 3, `rgb24 of ${width} × ${height}`);
  const packed = new Uint8Array(yuv420pBytes(picture));
  for (let i = 0, at = 0; i < width * height; i += 1, at += 3) {
    packed[i] = lumaOf(pixels[at] as number, pixels[at + 1] as number, pixels[at + 2] as number);
  }
  const planes = { u: width * height, v: width * height + chromaBytes(picture) };
  for (let row = 0, i = 0; row < height; row += 2) {
    for (let column = 0; column < width; column += 2, i += 1) {
      const [r, g, b] = meanOfBlock(picture, column, row);
      packed[planes.u + i] = (-9_699 * r - 19_071 * g + 28_770 * b + chromaOffset) >> 16;
      packed[planes.v + i] = (28_770 * r - 24_117 * g - 4_653 * b + chromaOffset) >> 16;
    }
  }
  return packed;
}

/**
 * Converts yuv420p to rgb24; each pixel gets the chroma of its block.
 * @throws {RangeError} when the number of bytes does not match the size
 */
export function unpackYuv420p({ width, height }: PictureSides, packed: Uint8Array): RgbPicture {
  const sides = { width, height };
  checkBytes(packed.length, yuv420pBytes(sides), `yuv420p of ${width} × ${height}`);
  const [u, v, columns] = [width * height, width * height + chromaBytes(sides), half(width)];
  // The array clamps values to 0..255.
  const pixels = new Uint8ClampedArray(width * height * 3);
  for (let row = 0, at = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1, at += 3) {
      const block = (row >> 1) * columns + (column >> 1);
      const luma = 76_309 * ((packed[row * width + column] as number) - 16) + rounding;
      const cb = (packed[u + block] as number) - 128;
      const cr = (packed[v + block] as number) - 128;
      pixels[at] = (luma + 104_597 * cr) >> 16;
      pixels[at + 1] = (luma - 25_675 * cb - 53_279 * cr) >> 16;
      pixels[at + 2] = (luma + 132_201 * cb) >> 16;
    }
  }
  return { width, height, format: 'rgb24', pixels: new Uint8Array(pixels.buffer) };
}

/** Bytes of a picture as yuv420p; not copied if the picture has this format. */
export function yuv420pOf(picture: Picture): Uint8Array {
  return isRgb24(picture) ? packYuv420p(picture) : picture.pixels;
}

/** A picture as rgb24; the same object if it has this format. */
export function rgb24Of(picture: Picture): RgbPicture {
  return isRgb24(picture) ? picture : unpackYuv420p(picture, picture.pixels);
}

const isRgb24 = (picture: Picture): picture is RgbPicture => picture.format === 'rgb24';

/** Fixed-point numbers with 16 fractional bits: 0.5 for rounding, and 128.5. */
const rounding = 1 << 15;
const chromaOffset = (128 << 16) + rounding;

const lumaOf = (r: number, g: number, b: number): number =>
  (16_829 * r + 33_039 * g + 6_416 * b + (16 << 16) + rounding) >> 16;

function meanOfBlock(
  { width, height, pixels }: RgbPicture,
  column: number,
  row: number,
): [number, number, number] {
  const right = column + 1 < width ? 3 : 0;
  const below = row + 1 < height ? width * 3 : 0;
  const at = (row * width + column) * 3;
  const mean = (channel: number): number => {
    const first = at + channel;
    const sum =
      (pixels[first] as number) +
      (pixels[first + right] as number) +
      (pixels[first + below] as number) +
      (pixels[first + right + below] as number);
    return (sum + 2) >> 2;
  };
  return [mean(0), mean(1), mean(2)];
}

function checkBytes(found: number, expected: number, what: string): void {
  if (!Number.isInteger(expected) || expected <= 0 || found !== expected)
    throw new RangeError(`expected ${expected} bytes for ${what} px, found ${found}`);
}
