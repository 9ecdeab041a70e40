import type { VideoContainer } from '@vialog/capture';

const packetBytes = 188;
const syncByte = 0x47;
/** Boxes with which an MP4 file or fragment begins (ISO/IEC 14496-12). */
const boxes: ReadonlySet<string> = new Set(
  'ftyp styp moov moof sidx emsg free skip wide mdat prft uuid'.split(' '),
);

/** Number of bytes after which `videoTypeOf` can decide. */
export const videoTypeBytes = 4 * packetBytes;

/** Container of a video by its first bytes; undefined for everything else. */
export function videoTypeOf(bytes: Uint8Array): VideoContainer | undefined {
  if (isTransportStream(bytes)) return 'mpegts';
  const start = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (boxes.has(start.slice(4, 8))) return 'mp4';
  if (start.startsWith('\x1aE\xdf\xa3')) return 'matroska';
  return /^FLV\x01[\x00\x01\x04\x05]/.test(start) ? 'flv' : undefined;
}

/** Two packets from the first byte on, or three after the rest of a packet: some servers begin in the middle of one. */
function isTransportStream(bytes: Uint8Array): boolean {
  const isSync = (at: number): boolean => bytes[at] === syncByte;
  if (isSync(0) && isSync(packetBytes)) return true;
  for (let at = 1; at < packetBytes && at + 2 * packetBytes < bytes.length; at += 1)
    if (isSync(at) && isSync(at + packetBytes) && isSync(at + 2 * packetBytes)) return true;
  return false;
}

/** Whether the samples of an MP4 file come before its index, so that it can only be read with seeking. */
export function hasIndexAtEnd(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes);
  for (let at = 0; at + 8 <= view.length;) {
    const [size, type] = [view.readUInt32BE(at), view.toString('latin1', at + 4, at + 8)];
    if (type === 'moov' || type === 'moof') return false;
    if (type === 'mdat') return true;
    if (size < 8) return false;
    at += size;
  }
  return false;
}
