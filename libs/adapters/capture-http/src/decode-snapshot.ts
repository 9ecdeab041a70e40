import sharp from 'sharp';
import type { Picture } from '@vialog/contracts';
import type { StreamFault } from '@vialog/capture';

/** 4K has 8.3 million pixels; a PNG of 776 kB can hold 256 million. */
const maxPixels = 16_000_000;

/**
 * Decodes a JPEG or PNG picture to rgb24, scaled to `width` px, or its own width if that is less.
 * Flipped bits within a JPEG are not noticed by any decoder; a picture that is cut off is.
 */
export async function decodeSnapshot(bytes: Uint8Array, width: number): Promise<Picture | StreamFault> {
  if (!isPicture(bytes)) return undecodable('what arrived is neither JPEG nor PNG; check the snapshot URL');
  try {
    const { data, info } = await sharp(bytes, {
      limitInputPixels: maxPixels,
      failOn: 'truncated',
      sequentialRead: true,
    })
      .resize({ width, withoutEnlargement: true, kernel: 'linear' })
      .removeAlpha()
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, format: 'rgb24', pixels: data };
  } catch (error) {
    return undecodable(explain(String(error)));
  }
}

function isPicture(bytes: Uint8Array): boolean {
  const startsWith = (...magic: number[]): boolean => magic.every((byte, i) => bytes[i] === byte);
  return startsWith(0xff, 0xd8, 0xff) || startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
}

function explain(message: string): string {
  if (/exceeds pixel limit/.test(message))
    return 'the picture is larger than 16 megapixels; ask for a smaller one';
  return 'the picture is cut off or damaged';
}

const undecodable = (detail: string): StreamFault => ({ reason: 'decode_error', detail });
