import type { RgbPicture } from '@vialog/contracts';
import sharp from 'sharp';

/** Larger pictures are rejected without decoding them, px. */
const maxPixels = 40_000_000;

/**
 * Decodes a picture file (JPEG, PNG, WebP) as rgb24, turned as its metadata says.
 * @param path for the message
 * @throws {Error} when the file is no picture, is damaged or has more than 40 million px
 */
export async function decodePicture(file: Uint8Array, path: string): Promise<RgbPicture> {
  const { data, info } = await sharp(file, { limitInputPixels: maxPixels, failOn: 'truncated' })
    .rotate()
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((cause: unknown) => {
      const reason = Error.isError(cause) ? cause.message : String(cause);
      throw new Error(`${path}: expected a JPEG, PNG or WebP picture; ${reason}`, { cause });
    });
  return { width: info.width, height: info.height, format: 'rgb24', pixels: data };
}
