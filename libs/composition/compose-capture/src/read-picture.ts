import type { RgbPicture } from '@vialog/contracts';
import sharp from 'sharp';

/** Larger pictures are rejected without decoding them, px. */
const maxPixels = 40_000_000;

/**
 * Reads a picture file (JPEG, PNG, WebP) as rgb24, turned as its metadata says.
 * @throws {Error} when the file is no picture, is damaged or has more than 40 million px
 */
export async function readPicture(path: string): Promise<RgbPicture> {
  const { data, info } = await sharp(path, { limitInputPixels: maxPixels, failOn: 'truncated' })
    .rotate()
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, format: 'rgb24', pixels: data };
}
