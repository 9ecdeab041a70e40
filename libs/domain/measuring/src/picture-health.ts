import type { GapReason, Picture } from '@vialog/contracts';

/** Figures for judging a picture; nothing shown on the picture can be derived from them. */
export interface PictureSigns {
  /** Digest over every pixel: equal for identical pixels. */
  readonly digest: number;
  /** Mean luma, 0..255. */
  readonly mean: number;
  /** Standard deviation of luma, 0..127.5. */
  readonly spread: number;
}

/** Identical pixels for longer than this are a frozen picture, ms: a real sensor's noise never repeats. */
const frozenAfterMs = 60_000;
/** A picture this dark and this flat shows nothing: lens capped, light and infrared off. A lit street at night is neither. */
const darkBelow = 16;
const flatBelow = 6;

/** Watches the pictures of one camera for those that arrive and show nothing true. */
export class PictureHealth {
  #digest: number | undefined;
  #since = 0;

  /** Why this picture must not be counted, or undefined. `monotonic`: when it arrived, monotonic ms. */
  judge(signs: PictureSigns, monotonic: number): Extract<GapReason, 'frozen' | 'dark'> | undefined {
    if (signs.digest !== this.#digest) {
      this.#digest = signs.digest;
      this.#since = monotonic;
    }
    if (signs.mean < darkBelow && signs.spread < flatBelow) return 'dark';
    return monotonic - this.#since > frozenAfterMs ? 'frozen' : undefined;
  }
}

/** Reads the signs of a picture: the digest from every byte, luma (BT.601, 0..255) from every eighth pixel. */
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

/** The luma plane comes first; its limited range 16..235 is stretched to 0..255. */
const lumaOfYuv420p = (pixels: Uint8Array) => (pixel: number) =>
  (((pixels[pixel] as number) - 16) * 255) / 219;

/** Mixes 32-bit words (single bytes at the end) by rotating and multiplying: enough to tell neighbouring pictures apart. */
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
