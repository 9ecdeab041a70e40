import type { Picture } from '@vialog/contracts';
import { rgb24Of } from '@vialog/detection';
import sharp from 'sharp';

/** Encodes a picture as JPEG in memory, with full colour resolution, so that thin outlines keep their colour. */
export function encodeJpeg(picture: Picture): Promise<Uint8Array> {
  const { width, height, pixels } = rgb24Of(picture);
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 82, chromaSubsampling: '4:4:4' })
    .toBuffer();
}
