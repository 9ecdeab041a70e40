import sharp from 'sharp';
import { decodeSnapshot } from './decode-snapshot.ts';
import { readContent } from './fetch-picture.ts';
import { parsePlaylist } from './hls-playlist.ts';
import { variantsFor } from './hls-variants.ts';
import { HlsWindow } from './hls-window.ts';
import { readResponse } from './http-connection.ts';
import { JpegSplitter } from './jpeg-splitter.ts';

/** Input in pieces of growing size, as a connection could deliver it. */
function* pieces(bytes: Uint8Array): Generator<Buffer> {
  for (let at = 0, size = 1; at < bytes.length; at += size, size = 1 + ((size * 7) % 1_460))
    yield Buffer.from(bytes.subarray(at, at + size));
}

async function* arriving(bytes: Uint8Array): AsyncGenerator<Buffer> {
  yield* pieces(bytes);
  await Promise.resolve();
}

const picture = (format: 'jpeg' | 'png' | 'webp'): Promise<Buffer> =>
  sharp({ create: { width: 48, height: 32, channels: 3, background: '#c33' } })
    [format]()
    .toBuffer();

const response = (head: string, body: Buffer | string = ''): Buffer =>
  Buffer.concat([Buffer.from(`${head.replaceAll('\n', '\r\n')}\r\n\r\n`), Buffer.from(body)]);

const mediaPlaylist = `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:4
#EXT-X-MEDIA-SEQUENCE:7
#EXT-X-MAP:URI="init.mp4",BYTERANGE="700@0"
#EXT-X-KEY:METHOD=AES-128,URI="key",IV=0x00000000000000000000000000000001
#EXTINF:4.0,
#EXT-X-BYTERANGE:100@20
a.m4s
#EXT-X-DISCONTINUITY
#EXTINF:3.96,title
http://other.example/b.m4s?x=1
#EXT-X-ENDLIST
`;
const masterPlaylist = `#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="n",DEFAULT=YES,URI="a.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=1280000,RESOLUTION=640x360,CODECS="avc1.4d401e,mp4a.40.2",AUDIO="a"
low.m3u8
#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=86000,URI="if.m3u8"
`;

/** A whole HTTP response: head, encoding, chunks, and what the body is taken for. */
async function readHttp(input: Uint8Array): Promise<string> {
  const chunks = arriving(input);
  const response = await readResponse({ chunks, allowSilence: () => undefined, close: () => undefined });
  if ('reason' in response) return response.reason;
  const url = new URL('http://camera.example/');
  const fetched = await readContent({ ...response, url }, () => undefined);
  if (fetched.kind === 'fault') return fetched.fault.reason;
  if (fetched.kind !== 'picture') return fetched.kind;
  return decodePicture(fetched.bytes);
}

async function decodePicture(input: Uint8Array): Promise<string> {
  const decoded = await decodeSnapshot(input, 64);
  if ('reason' in decoded) return decoded.reason;
  const { width, height, pixels } = decoded;
  if (pixels.length !== width * height * 3)
    throw new Error(`${pixels.length} bytes for ${width} × ${height}`);
  return 'picture';
}

function splitMotionJpeg(input: Uint8Array): string {
  const splitter = new JpegSplitter(65_536);
  let found = 0;
  for (const chunk of pieces(input)) {
    for (const jpeg of splitter.push(chunk)) {
      found += 1;
      if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) throw new Error('a picture without its start marker');
    }
    if (splitter.isOversized) return 'oversized';
  }
  return found > 0 ? 'picture' : 'no_frame';
}

function readPlaylist(input: Uint8Array): string {
  const text = Buffer.from(input).toString('utf8');
  const playlist = parsePlaylist(text, new URL('https://camera.example/live/index.m3u8'));
  if ('reason' in playlist) return playlist.reason;
  if (playlist.kind === 'master') {
    const [first] = variantsFor(416, playlist.variants);
    return first === undefined ? 'nothing' : checkedAddress(first.url, 'master');
  }
  const window = new HlsWindow();
  window.update(playlist);
  for (let due = window.take(); due !== undefined; due = window.take()) checkedAddress(due.segment.url, '');
  return 'media';
}

function checkedAddress({ protocol }: URL, outcome: string): string {
  if (protocol !== 'http:' && protocol !== 'https:') throw new Error(`an address with ${protocol}`);
  return outcome;
}

interface Pictures {
  readonly jpeg: Buffer;
  readonly png: Buffer;
  readonly webp: Buffer;
}

const partOf = (jpeg: Buffer): Buffer =>
  Buffer.concat([response('--x\nContent-Type: image/jpeg\nContent-Length: 700', jpeg), Buffer.from('\r\n')]);

const httpTarget = ({ jpeg }: Pictures) => ({
  name: 'http-response',
  seeds: [
    response(`HTTP/1.1 200 OK\nContent-Type: image/jpeg\nContent-Length: ${jpeg.length}`, jpeg),
    response('HTTP/1.1 200 OK\nTransfer-Encoding: chunked', `3\r\nabc\r\n0\r\n\r\n`),
    response('HTTP/1.0 200\nContent-Encoding: gzip', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])),
    response('HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Digest realm="cam", nonce="1", qop="auth"'),
    response('HTTP/1.1 200 OK\nContent-Type: multipart/x-mixed-replace; boundary=x', partOf(jpeg)),
    response('Content-Type: text/html', mediaPlaylist),
    response('HTTP/1.1 302 Found\nLocation: /other\nSet-Cookie: a=b'),
  ],
  dictionary: 'HTTP/1.1 |\r\n|\n|Content-Length: |chunked|gzip|deflate|br|--x|\xff\xd8\xff|G'.split('|'),
  run: readHttp,
});

const pictureTarget = ({ jpeg, png, webp }: Pictures) => ({
  name: 'picture',
  seeds: [jpeg, png, webp],
  dictionary: '\xff\xd8\xff|\xff\xd9|\xff\xda|\xff\xe1|Exif\0\0|\x89PNG\r\n\x1a\n|IHDR|RIFF|WEBPVP8 '.split(
    '|',
  ),
  run: decodePicture,
});

const motionJpegTarget = ({ jpeg }: Pictures) => ({
  name: 'mjpeg',
  seeds: [Buffer.concat([partOf(jpeg), partOf(jpeg)]), Buffer.concat([jpeg, jpeg]), partOf(jpeg)],
  dictionary: '--x\r\n|\xff\xd8\xff|\xff\xd9|\xff\xda|\xff\xff|\xff\x00|\xff\xd0'.split('|'),
  run: splitMotionJpeg,
});

const playlistTarget = {
  name: 'hls-playlist',
  seeds: [Buffer.from(mediaPlaylist), Buffer.from(masterPlaylist)],
  dictionary: [
    ...new Set(`${mediaPlaylist}${masterPlaylist}`.split(/[\n:,=]/)),
    ...['\n', 'file:///etc/passwd', '-1', '1e999'],
  ],
  run: readPlaylist,
};

/** Bytes of cameras that `capture-http` reads. Each input ends in the name of a reason or of what it was taken for. */
export async function httpFuzzTargets() {
  const pictures = { jpeg: await picture('jpeg'), png: await picture('png'), webp: await picture('webp') };
  return [httpTarget(pictures), pictureTarget(pictures), motionJpegTarget(pictures), playlistTarget];
}
