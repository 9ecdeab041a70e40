import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { CaptureEvent, Credentials } from '@vialog/capture';
import { parseAddressRanges } from '@vialog/network-guard';
import { HttpSource } from './http-source.ts';
import type { HttpSourceOptions } from './http-source-options.ts';
import { noDecoder } from './no-decoder.fixture.ts';

const password = 'S3cret-hunter2';
let jpeg: Buffer;
let turned: Buffer;
const requests: string[] = [];
const http = (head: string, body: Buffer | string = ''): Buffer =>
  Buffer.concat([Buffer.from(`${head}\r\n\r\n`), Buffer.from(body as string)]);
const ok = (body: Buffer, ...headers: string[]): Buffer =>
  http(['HTTP/1.1 200 OK', ...headers].join('\r\n'), body);
const isAuthorized = (request: string): boolean =>
  /^authorization: digest .*username="admin"/im.test(request);
const chunked = (body: Buffer, eol: string, digits = 1): Buffer =>
  Buffer.concat([
    Buffer.from(`${body.length.toString(16).padStart(digits, '0')}${eol}`),
    body,
    Buffer.from(`${eol}0${eol}${eol}`),
  ]);
const boundary = '\r\n--cam\r\nContent-Type: image/jpeg\r\n\r\n';

/** What the camera sends for a path; `open` keeps the connection open. */
type Reply = { bytes: Buffer; open?: boolean };
const replies: Readonly<Record<string, (request: string) => Reply | Buffer>> = {
  '/lf-only': () => Buffer.concat([Buffer.from(`HTTP/1.0 200 OK\nContent-Type: image/jpeg\n\n`), jpeg]),
  '/no-reason': () => http('HTTP/1.1 200', jpeg),
  '/icy': () => http('ICY 200 OK', jpeg),
  '/no-status': () => http('Content-Type: image/jpeg', jpeg),
  '/no-head': () => jpeg,
  '/bad-line': () =>
    ok(jpeg, 'this line has no colon', 'X Y: z', 'Content-Length: 10', `Content-Length: ${jpeg.length}`),
  '/nul': () => ok(jpeg, 'Server: a\0b\x01'),
  '/double-head': () => ok(http('HTTP/1.1 200 OK\r\nContent-Type: image/jpeg', jpeg)),
  '/crlf-first': () => ok(Buffer.concat([Buffer.from('\r\n'), jpeg]), 'Content-Type: image/jpeg'),
  '/no-eoi': () => ok(jpeg.subarray(0, -2), 'Content-Type: image/jpeg'),
  '/cut-20': () => ok(jpeg.subarray(0, -20), 'Content-Type: image/jpeg'),
  '/long-length': () => ok(jpeg, `Content-Length: ${jpeg.length + 48}`),
  '/long-length-open': () => ({ bytes: ok(jpeg, `Content-Length: ${jpeg.length + 48}`), open: true }),
  '/no-length-open': () => ({ bytes: ok(jpeg), open: true }),
  '/tab': () => http('HTTP/1.1\t200\tOK', jpeg),
  '/chunk-zeros': () => ok(chunked(jpeg, '\r\n', 12), 'Transfer-Encoding: chunked'),
  '/bom': () => ok(Buffer.concat([Buffer.from('\ufeff'), jpeg])),
  '/zeros-first': () => ok(Buffer.concat([Buffer.alloc(16), jpeg])),
  '/half-ended': () => ok(Buffer.concat([jpeg.subarray(0, jpeg.length / 2), jpeg.subarray(-2)])),
  '/most-ended': () => ok(Buffer.concat([jpeg.subarray(0, -30), jpeg.subarray(-2)])),
  '/half': () => ok(jpeg.subarray(0, jpeg.length / 2)),
  '/as-text': () => ok(jpeg, 'Content-Type: text/plain'),
  '/as-html': () => ok(jpeg, 'Content-Type: text/html'),
  '/gzip': () => ok(gzipSync(jpeg), 'Content-Encoding: gzip'),
  '/gzip-unsaid': () => ok(gzipSync(jpeg)),
  '/gzip-untrue': () => ok(jpeg, 'Content-Encoding: gzip'),
  '/deflate': () => ok(deflateSync(jpeg), 'Content-Encoding: deflate'),
  '/deflate-raw': () => ok(deflateRawSync(jpeg), 'Content-Encoding: deflate'),
  '/br': () => ok(brotliCompressSync(jpeg), 'Content-Encoding: br'),
  '/gzip-bomb': () => ok(gzipSync(Buffer.alloc(64_000_000)), 'Content-Encoding: gzip'),
  '/chunked': () => ok(chunked(jpeg, '\r\n'), 'Transfer-Encoding: chunked'),
  '/chunked-lf': () => ok(chunked(jpeg, '\n'), 'Transfer-Encoding: chunked'),
  '/chunked-untrue': () => ok(jpeg, 'Transfer-Encoding: chunked'),
  '/created': () => http('HTTP/1.1 201 Created', jpeg),
  '/snap?': () => ok(jpeg),
  '/cookie': (request) =>
    /^cookie: sid=7; b=2\r$/im.test(request)
      ? ok(jpeg)
      : http('HTTP/1.1 302 Found\r\nSet-Cookie: sid=7; Path=/\r\nSet-Cookie: b=2\r\nLocation: /cookie'),
  '/turned': () => ok(turned),
  '/playlist': () => ok(Buffer.from('#EXTM3U\n#EXT-X-VERSION:3\n')),
  '/json': () => ok(Buffer.from('{"error":1}'), 'Content-Type: application/json'),
  '/gif': () => ok(Buffer.from('GIF89a...........')),
  '/ssh': () => Buffer.from('SSH-2.0-OpenSSH_9.2\r\n'),
  '/created-empty': () => http('HTTP/1.1 201 Created\r\nContent-Length: 0'),
  '/digest': (request) =>
    isAuthorized(request)
      ? ok(jpeg)
      : http(
          `HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm="c"\r\nWWW-Authenticate: Digest realm="c", nonce="n${requests.length}", qop="auth", algorithm="SHA-256"`,
        ),
  '/basic': (request) =>
    request.includes(`Authorization: Basic ${Buffer.from(`admin:${password}`).toString('base64')}\r\n`)
      ? ok(jpeg)
      : http('HTTP/1.0 401 Unauthorized\nWWW-Authenticate: Basic realm=c'),
  '/never': () =>
    http(`HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm="c", nonce="n${requests.length}"`),
  '/locked': (request) =>
    isAuthorized(request)
      ? http('HTTP/1.1 403 Forbidden')
      : http('HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm="c", nonce="n"'),
  '/mjpeg': () => ({ bytes: mjpeg('multipart/x-mixed-replace; boundary=cam', boundary), open: true }),
  '/mjpeg-junk': () => ({ bytes: mjpeg('multipart/x-mixed-replace', '--other\njunk\n\n'), open: true }),
  '/mjpeg-untyped': () => ({ bytes: mjpeg('text/plain', boundary), open: true }),
  '/mjpeg-silent': () => ({
    bytes: http('HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace', boundary),
    open: true,
  }),
  '/mjpeg-endless': () => ({
    bytes: http(
      'HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace',
      Buffer.concat([jpeg.subarray(0, -2), Buffer.alloc(33_000_000)]),
    ),
    open: true,
  }),
};
const mjpeg = (type: string, between: string): Buffer =>
  http(
    `HTTP/1.0 200 OK\r\nContent-Type: ${type}`,
    Buffer.concat([jpeg, jpeg, jpeg].flatMap((one) => [Buffer.from(between), one])),
  );

const open: Socket[] = [];
const server: Server = createServer((socket) => {
  open.push(socket);
  socket.on('error', () => undefined).setEncoding('latin1');
  socket.once('data', (request: string) => {
    requests.push(request);
    const path = request.split(' ')[1] ?? '';
    const reply = (replies[path] ?? (() => http('HTTP/1.1 404 Not Found')))(request);
    const { bytes, open: isOpen = false } = Buffer.isBuffer(reply) ? { bytes: reply } : reply;
    if (isOpen) socket.write(bytes);
    else socket.end(bytes);
  });
});
let base = '';

beforeAll(async () => {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 20 };
  const create = { width: 640, height: 360, channels: 3 as const, background: '#000', noise };
  jpeg = await sharp({ create }).jpeg({ quality: 90 }).toBuffer();
  turned = await sharp({ create }).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  for (const socket of open) socket.destroy();
  server.close();
});

interface Requested extends Partial<HttpSourceOptions> {
  readonly credentials?: Credentials;
}

async function eventsOf(
  path: string,
  count: number,
  { credentials, ...changed }: Requested = {},
): Promise<CaptureEvent[]> {
  const source = new HttpSource({
    decoder: noDecoder,
    clock: { now: () => Date.now(), monotonic: () => performance.now() },
    random: () => 0,
    allowed: parseAddressRanges('127.0.0.0/8'),
    resolve: (host) => Promise.resolve([host]),
    timeoutMs: 30_000,
    hostGapMs: 0,
    ...changed,
  });
  const request = {
    stream: { url: base + path, transport: 'tcp' as const },
    plan: { mode: 'interval' as const, intervalMs: 200 },
    width: 320,
    pixelFormat: 'rgb24' as const,
    ...(credentials === undefined ? {} : { credentials }),
  };
  const events: CaptureEvent[] = [];
  for await (const event of source.frames(request, AbortSignal.timeout(900_000))) {
    events.push(event);
    if (events.length === count) break;
  }
  return events;
}
const admin = { username: 'admin', password };
const requestsOf = (path: string): string[] => requests.filter((one) => one.startsWith(`GET ${path} `));

describe('responses of cameras that differ from the standard', () => {
  it.each([
    ...[
      '/lf-only',
      '/tab',
      '/chunk-zeros',
      '/bom',
      '/zeros-first',
      '/no-reason',
      '/icy',
      '/no-status',
      '/no-head',
      '/bad-line',
      '/nul',
      '/double-head',
      '/crlf-first',
    ],
    ...[
      '/no-eoi',
      '/cut-20',
      '/most-ended',
      '/long-length',
      '/long-length-open',
      '/no-length-open',
      '/as-text',
      '/as-html',
    ],
    ...['/gzip', '/gzip-unsaid', '/gzip-untrue', '/deflate', '/deflate-raw', '/br'],
    ...['/chunked', '/chunked-lf', '/chunked-untrue', '/created', '/snap?', '/cookie'],
  ])('%s is a picture', async (path) => {
    expect(await eventsOf(path, 1)).toMatchObject([
      { kind: 'picture', picture: { width: 320, height: 180 } },
    ]);
  });

  it.each([
    ['/half-ended', 'decode_error', /4\d|5\d % of its rows are missing/],
    ['/half', 'decode_error', /4\d|5\d % of its rows are missing/],
    ['/gzip-bomb', 'decode_error', /32 MB/],
    ['/playlist', 'no_frame', /HLS playlist/],
    ['/json', 'decode_error', /JSON/],
    ['/gif', 'decode_error', /GIF/],
    ['/ssh', 'offline', /does not speak HTTP/],
    ['/created-empty', 'offline', /201 without a picture/],
  ])('%s is rejected with its reason', async (path, reason, detail) => {
    const [event] = await eventsOf(path, 1);
    expect(event).toMatchObject({ kind: 'fault', reason, detail: expect.stringMatching(detail) });
  });
});

describe('orientation', () => {
  it.each(['jpeg', 'png', 'webp'] as const)(
    'the orientation of a %s is applied before zones are',
    async (format) => {
      const create = { width: 640, height: 360, channels: 3 as const, background: '#abc' };
      turned = await sharp({ create }).withMetadata({ orientation: 6 })[format]().toBuffer();
      expect(await eventsOf('/turned', 1)).toMatchObject([
        { kind: 'picture', picture: { width: 320, height: 569 } },
      ]);
    },
  );
});

describe('HTTP authentication', () => {
  it.each(['/digest', '/basic'])(
    '%s is accepted, and later requests are authorised at once',
    async (path) => {
      expect(await eventsOf(path, 2, { credentials: admin })).toMatchObject([
        { kind: 'picture' },
        { kind: 'picture' },
      ]);
      expect(requestsOf(path)).toHaveLength(3);
      if (path === '/digest') expect(requests.join('')).not.toMatch(/authorization: basic/i);
    },
  );

  it('says that the camera requires credentials', async () => {
    const [event] = await eventsOf('/digest', 1);
    expect(event).toMatchObject({ detail: expect.stringContaining('requires a user name and a password') });
  });

  it.each([
    ['/never', /rejects the user name or the password/],
    ['/locked', /be locked/],
  ])('%s gets the password once and is then left alone', async (path, detail) => {
    const source = eventsOf(path, 1, { credentials: admin });
    expect(await source).toMatchObject([{ kind: 'fault', detail: expect.stringMatching(detail) }]);
    expect(JSON.stringify(await source)).not.toContain(password);
    expect(requestsOf(path).filter(isAuthorized)).toHaveLength(1);
  });
});

describe('motion JPEG', () => {
  it.each(['/mjpeg', '/mjpeg-junk', '/mjpeg-untyped'])('%s delivers pictures', async (path) => {
    expect(await eventsOf(path, 1)).toMatchObject([
      { kind: 'picture', picture: { width: 320, height: 180 } },
    ]);
  });

  it.each([
    ['/mjpeg-silent', 'no_frame', /no complete picture/, 1_500],
    // The size limit must be found on a slow machine too, so silence never ends this stream.
    ['/mjpeg-endless', 'decode_error', /32 MB/, 600_000],
  ])('%s is a fault', async (path, reason, detail, silenceMs) => {
    const [event] = await eventsOf(path, 1, { silenceMs });
    expect(event).toMatchObject({ kind: 'fault', reason, detail: expect.stringMatching(detail) });
  });
});
