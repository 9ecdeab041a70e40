import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, inflate, inflateRaw } from 'node:zlib';
import type { StreamFault } from '@vialog/capture';
import { tooLarge } from './explain-response.ts';
import { pictureTypeOf } from './picture-type.ts';

const limits = (maxBytes: number) => ({ maxOutputLength: maxBytes, finishFlush: constants.Z_SYNC_FLUSH });

/**
 * Decodes a compressed body. The first bytes decide before the header does: a picture is not decoded although the header
 * announces gzip, and gzip is decoded although no header does.
 * @param encoding value of `Content-Encoding`
 */
export async function decodeContent(
  bytes: Uint8Array,
  encoding: string,
  maxBytes: number,
): Promise<Uint8Array | StreamFault> {
  if (pictureTypeOf(bytes) !== undefined || bytes.length === 0) return bytes;
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return await promisify(gunzip)(bytes, limits(maxBytes));
    if (/deflate/i.test(encoding)) return await inflated(bytes, maxBytes);
    if (/\bbr\b/i.test(encoding)) {
      return await promisify(brotliDecompress)(bytes, { maxOutputLength: maxBytes });
    }
    return bytes;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return tooLarge;
    return {
      reason: 'decode_error',
      detail: 'the compressed body of the response is damaged; turn compression off',
    };
  }
}

/** "deflate" means zlib (RFC 9110 8.4.1.2), but some servers send it without its header. */
async function inflated(bytes: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  const isZlib =
    bytes[0] !== undefined && (bytes[0] & 0x0f) === 8 && (bytes[0] * 256 + (bytes[1] ?? 0)) % 31 === 0;
  return promisify(isZlib ? inflate : inflateRaw)(bytes, limits(maxBytes));
}
