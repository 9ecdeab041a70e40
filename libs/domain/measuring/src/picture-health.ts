import type { GapReason, Picture } from '@vialog/contracts';

/** Statistics of a picture. The content of the picture cannot be derived from them. */
export interface PictureSigns {
  /** Digest over every pixel: equal for identical pixels. */
  readonly digest: number;
  /** Mean luma, 0..255. */
  readonly mean: number;
  /** Standard deviation of luma, 0..127.5. */
  readonly spread: number;
}

/** A picture with identical pixels for longer than this is frozen, ms. The noise of a real sensor never repeats. */
const frozenAfterMs = 60_000;
/** Limits of mean and standard deviation of a black picture: lens covered, or light and infrared off. A lit street at night exceeds them. */
const darkBelow = 16;
const flatBelow = 6;

/** Detects black and frozen pictures of one camera. */
export class PictureHealth {
  #digest: number | undefined;
  #since = 0;

  /** Returns why this picture must not be counted, or undefined. `monotonic`: arrival, monotonic ms. */
  judge(signs: PictureSigns, monotonic: number): Extract<GapReason, 'frozen' | 'dark'> | undefined {
    if (signs.digest !== this.#digest) {
      this.#digest = signs.digest;
      this.#since = monotonic;
    }
    if (signs.mean < darkBelow && signs.spread < flatBelow) return 'dark';
    return monotonic - this.#since > frozenAfterMs ? 'frozen' : undefined;
  }
}

/** Computes the statistics of a picture: the digest from every byte, luma (BT.601, 0..255) from every eighth pixel. */
export function pictureSigns(picture: Picture): PictureSigns {
  const { width, height, pixels } = picture;
  const lumaAt = picture.format === 'rgb24' ? lumaOfRgb24(pixels) : lumaOfYuv420p(pixels);
  let sum = 0;
  let squares = 0;
  let read = 0;
  for (let pixel = 0; pixel < width * height; pixel += 8) {
    const luma = lumaAt(pixel);
    sum += luma;
    squares += luma * luma;
    read += 1;
  }
  const mean = read === 0 ? 0 : sum / read;
  const spread = read === 0 ? 0 : Math.sqrt(Math.max(0, squares / read - mean * mean));
  return { digest: digestOf(pixels), mean, spread };
}

const lumaOfRgb24 = (pixels: Uint8Array) => (pixel: number) =>
  0.299 * (pixels[pixel * 3] as number) +
  0.587 * (pixels[pixel * 3 + 1] as number) +
  0.114 * (pixels[pixel * 3 + 2] as number);

/** The luma plane comes first; its limited range 16..235 is scaled to 0..255. */
const lumaOfYuv420p = (pixels: Uint8Array) => (pixel: number) =>
  (((pixels[pixel] as number) - 16) * 255) / 219;

/** Hashes 32-bit words (single bytes at the end) by rotation and multiplication, which distinguishes consecutive pictures. */
function digestOf(bytes: Uint8Array): number {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2);
  let hash = 0;
  for (let i = 0; i < words.length; i += 1) hash = mixed(hash, words[i] as number);
  for (let i = words.length * 4; i < aligned.length; i += 1) hash = mixed(hash, aligned[i] as number);
  return hash >>> 0;
}

function mixed(hash: number, word: number): number {
  return Math.imul(((hash << 5) | (hash >>> 27)) ^ word, 0x9e3779b1);
}
