export type PictureType = 'jpeg' | 'png' | 'webp';

const text = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.subarray(from, to)).toString('latin1');

/** Type of a picture by its first bytes; undefined for everything else. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | undefined {
  const start = text(bytes, 0, 12);
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  return start.startsWith('RIFF') && start.endsWith('WEBP') ? 'webp' : undefined;
}

/** Cameras send line ends, a byte order mark, zeros, or the headers of their own CGI script, before the picture. */
const maxLeadingText = 1_024;

/** The bytes from the first byte of the picture; text before it is left out. */
export function fromPictureStart(bytes: Uint8Array): Uint8Array {
  if (pictureTypeOf(bytes) !== undefined) return bytes;
  const lead =
    /^(?:\xef\xbb\xbf)?[\0\t\n\r\x20-\x7e]{0,1024}/.exec(text(bytes, 0, maxLeadingText))?.[0] ?? '';
  // The first bytes of PNG and WebP are text themselves.
  for (const magic of ['\xff\xd8\xff', '\x89PNG', 'RIFF']) {
    const at = text(bytes, 0, maxLeadingText + 4).indexOf(magic);
    if (at > 0 && at <= lead.length && pictureTypeOf(bytes.subarray(at)) !== undefined)
      return bytes.subarray(at);
  }
  return bytes;
}

/** Whether a body is a series of pictures: by its type, or by the boundary with which it begins. */
export function isPictureSeries(contentType: string | undefined, start: Uint8Array): boolean {
  if (/^(multipart\/|video\/(x-)?m(otion-?)?jpeg|image\/x-mixed-replace)/i.test(contentType?.trim() ?? '')) {
    return true;
  }
  return /^\s*--[^\r\n]{1,80}\r?\n[\w-]+:/.test(text(start, 0, 256));
}
