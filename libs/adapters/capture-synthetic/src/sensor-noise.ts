import { hashNumber } from './hash-number.ts';

/** Sensor noise changes at every multiple of this time, ms; in between, pictures are identical. */
const noiseStepMs = 100;

/**
 * Adds the noise of a sensor to RGB pixels in place. It depends only on the seed and the moment.
 * @param at epoch ms
 * @param amplitude largest change of a value of 0..255
 */
export function addNoise(
  pixels: Uint8Array,
  { seed, at, amplitude }: { readonly seed: number; readonly at: number; readonly amplitude: number },
): void {
  const step = Math.floor(at / noiseStepMs);
  let state = (Math.floor(hashNumber(seed, step, 8) * 4_294_967_295) | 1) >>> 0;
  for (let i = 0; i < pixels.length; i += 1) {
    // xorshift32, because it is fast enough for every byte of every frame.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const value = (pixels[i] as number) + (((state >>> 24) * amplitude * 2) >> 8) - amplitude;
    pixels[i] = value < 0 ? 0 : value > 255 ? 255 : value;
  }
}
