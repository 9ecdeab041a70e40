import { explainConnection, type StreamFault } from '@vialog/capture';

const offline = (detail: string): StreamFault => ({ reason: 'offline', detail });
const noFrame = (detail: string): StreamFault => ({
  reason: 'no_frame',
  detail,
  cause: 'not_a_stream',
});

/** Largest body of a picture: a JPEG of a 64-megapixel camera in high quality has about this size. */
export const maxPictureBytes = 32_000_000;

export const tooLarge: StreamFault = {
  reason: 'decode_error',
  detail: 'the picture has more than 32 MB; is this the URL of a single picture?',
};

export const notHttp: StreamFault = {
  reason: 'offline',
  detail: 'the server at this address does not speak HTTP; check the port',
  cause: 'not_a_stream',
};

/** A 403 after the credentials were sent. Further attempts could extend the lock of the account. */
export const explainForbiddenUser: StreamFault = {
  reason: 'offline',
  detail:
    'the camera rejects this user (403): the account may lack the right to see the picture, or be locked; check it in the camera',
  isRejection: true,
};

/** What a status other than 2xx, 304, 401 and a redirect means for the camera. */
export function explainStatus(status: number): StreamFault {
  if (status === 403) return offline('the camera rejects this picture (403); check its access settings');
  if (status === 404 || status === 410) {
    return { ...offline(`the camera has no such picture (${status}); check the path`), cause: 'not_found' };
  }
  if (status === 407)
    return offline('a proxy at this address requires authentication (407); use the address of the camera');
  if (status === 429) return offline('the camera limits requests (429); increase the interval');
  if (status >= 500) return offline(`the camera responded with a server error (${status})`);
  return offline(`the camera responded with ${status} where a picture was expected`);
}

/** A success without a body. */
export function explainEmpty(status: number): StreamFault {
  return {
    reason: 'offline',
    cause: 'not_a_stream',
    detail: `the camera responded with ${status} without a picture; check that the URL is that of a picture and not of a command`,
  };
}

/** An MP4 file whose samples come before its index. */
export const explainIndexAtEnd: StreamFault = {
  reason: 'decode_error',
  detail:
    'this MP4 file has its index at its end; save it with the index first (ffmpeg: -movflags +faststart)',
};

/** Reason why these bytes are not a picture. @param contentType as announced, only for the message */
export function explainBytes(bytes: Uint8Array, contentType: string | undefined): StreamFault {
  const start = Buffer.from(bytes.subarray(0, 512)).toString('latin1').trimStart();
  if (/^<(!doctype|html|head|body|script|h\d|\?xml[^>]*>\s*<!doctype)/i.test(start)) {
    return noFrame('the URL returned a web page; use the URL of the picture');
  }
  const found = knownType(start) ?? announcedType(contentType);
  const detail = `expected a picture (JPEG, PNG, WebP), MJPEG, HLS or a video and found ${found}; check the URL`;
  return { reason: 'decode_error', detail, cause: 'not_a_stream' };
}

function knownType(start: string): string | undefined {
  if (/^GIF8/.test(start)) return 'a GIF';
  if (/^BM/.test(start)) return 'a BMP';
  if (/^.{4}ftyp(avif|heic|mif1)/s.test(start)) return 'an AVIF or HEIC picture';
  return /^[{[<]/.test(start) ? 'text (XML or JSON)' : undefined;
}

function announcedType(contentType = ''): string {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  return type === '' ? 'other data' : `other data (${type.replace(/[^\w./+-]/g, '?').slice(0, 60)})`;
}

/** What an error of the connection means. @param code Node's error code */
export function explainHttpConnection(code: string): StreamFault {
  return explainConnection(code, 'http');
}
