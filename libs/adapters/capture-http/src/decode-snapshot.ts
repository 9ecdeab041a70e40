import sharp, { type Sharp } from 'sharp';
import type { Picture } from '@vialog/contracts';
import { maxPicturePixels, type StreamFault } from '@vialog/capture';
import { explainBytes } from './explain-response.ts';
import { fromPictureStart, pictureTypeOf } from './picture-type.ts';

/** Share of the rows that may be missing: a camera that cuts off the last packet of a picture loses less. */
const maxMissingRows = 0.05;
const endOfImage = Buffer.from([0xff, 0xd9]);

/**
 * Decodes a JPEG, PNG or WebP picture to rgb24, turned as its EXIF orientation says, scaled to `width` px, or its own width if
 * that is less. A JPEG that lacks its last bytes is decoded as well; without more than 5 % of its rows it is a fault, also when
 * an end marker follows.
 * Flipped bits within a JPEG are not noticed by any decoder.
 * @param contentType as announced, only for the message
 */
export async function decodeSnapshot(
  bytes: Uint8Array,
  width: number,
  contentType?: string,
): Promise<Picture | StreamFault> {
  const picture = fromPictureStart(bytes);
  const type = pictureTypeOf(picture);
  if (type === undefined) return explainBytes(bytes, contentType);
  try {
    return await decode(open(picture, type === 'jpeg' ? 'warning' : 'truncated'), width);
  } catch (error) {
    if (type !== 'jpeg') return undecodable(explain(String(error)));
    return decodeWithDefects(picture, width, String(error));
  }
}

/** A JPEG about which the decoder has said something: cut off, also by an early end marker, or with a harmless defect. */
async function decodeWithDefects(
  picture: Uint8Array,
  width: number,
  message: string,
): Promise<Picture | StreamFault> {
  if (/premature end/i.test(message)) return decodeTruncated(withoutEnd(picture), width);
  try {
    return await decode(open(picture, 'truncated'), width);
  } catch (error) {
    return undecodable(explain(String(error)));
  }
}

/** Without the last end marker, so that appended bytes belong to the picture. */
function withoutEnd(jpeg: Uint8Array): Uint8Array {
  const at = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.length).lastIndexOf(endOfImage);
  return at < 0 ? jpeg : jpeg.subarray(0, at);
}

/** The pixel limit is checked before decoding. */
const open = (bytes: Uint8Array, failOn: 'none' | 'truncated' | 'warning'): Sharp =>
  sharp(bytes, { limitInputPixels: maxPicturePixels, failOn, sequentialRead: true });

async function decode(input: Sharp, width: number): Promise<Picture> {
  const { data, info } = await input
    .autoOrient()
    .resize({ width, withoutEnlargement: true, kernel: 'linear' })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, format: 'rgb24', pixels: data };
}

async function decodeTruncated(bytes: Uint8Array, width: number): Promise<Picture | StreamFault> {
  try {
    const missing = await missingRows(bytes);
    if (missing <= maxMissingRows)
      return await decode(open(Buffer.concat([bytes, endOfImage]), 'none'), width);
    const percent = Math.round(missing * 100);
    return undecodable(`the picture is cut off or damaged: ${percent} % of its rows are missing`);
  } catch {
    return undecodable('the picture is cut off or damaged');
  }
}

const side = 200;

/**
 * Share of the rows of a JPEG that its data does not reach. Decoders fill these rows with one colour.
 * Appended noise changes exactly these rows, so they can be counted.
 */
async function missingRows(bytes: Uint8Array): Promise<number> {
  const noise = Buffer.from(Array.from({ length: 65_536 }, (_, i) => (i * i * 7 + i * 31) % 251));
  const small = (tail: readonly Buffer[]): Promise<Buffer> =>
    open(Buffer.concat([bytes, ...tail, endOfImage]), 'none')
      .resize({ width: side, height: side, fit: 'fill', kernel: 'linear' })
      .removeAlpha()
      .toColourspace('srgb')
      .raw()
      .toBuffer();
  const [plain, noisy] = [await small([]), await small([noise])];
  const first = plain.findIndex((value, at) => Math.abs(value - (noisy[at] ?? 0)) > 8);
  return first < 0 ? 0 : 1 - Math.floor(first / (side * 3)) / side;
}

function explain(message: string): string {
  if (/exceeds pixel limit/.test(message))
    return 'the picture is larger than 64 megapixels; request a smaller one';
  return 'the picture is cut off or damaged';
}

const undecodable = (detail: string): StreamFault => ({ reason: 'decode_error', detail });
