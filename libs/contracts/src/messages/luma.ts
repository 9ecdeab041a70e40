import type { PixelFormat } from './frame.ts';

/** Luma of one pixel by its number in the picture (ITU-R BT.601), 0..255. */
export type LumaReader = (pixels: Uint8Array, pixel: number) => number;

/** How the luma of a pixel is read from a picture of this format. */
export const lumaReader = (format: PixelFormat): LumaReader =>
  format === 'rgb24' ? lumaOfRgb24 : lumaOfYuv420p;

const lumaOfRgb24: LumaReader = (pixels, pixel) =>
  0.299 * (pixels[pixel * 3] as number) +
  0.587 * (pixels[pixel * 3 + 1] as number) +
  0.114 * (pixels[pixel * 3 + 2] as number);

/** The luma plane comes first; its limited range 16..235 is scaled to 0..255. */
const lumaOfYuv420p: LumaReader = (pixels, pixel) => (((pixels[pixel] as number) - 16) * 255) / 219;
