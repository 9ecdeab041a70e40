import { lookup } from 'node:dns/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { CaptureEvent } from '@vialog/capture';
import type { Clock } from '@vialog/contracts';
import { parseAddressRanges } from '@vialog/network-guard';
import { decodeSnapshot } from './decode-snapshot.ts';
import { explainHttpConnection } from './explain-response.ts';
import { HttpSource } from './http-source.ts';
import type { HttpSourceOptions } from './http-source-options.ts';
import { noDecoder } from './no-decoder.fixture.ts';

const clock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };
const resolveHost = async (host: string): Promise<readonly string[]> =>
  (await lookup(host, { all: true })).map(({ address }) => address);
const pixelFormat = 'rgb24' as const;
type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let base = '';
let jpeg: Buffer;
let bomb: Buffer;
const requested: { path: string; headers: IncomingMessage['headers'] }[] = [];
const send = (response: ServerResponse, type: string, body: Buffer | string): void => {
  response.writeHead(200, { 'content-type': type }).end(body);
};
const redirect = (to: () => string): Handler => {
  return (_request, response) => void response.writeHead(302, { location: to() }).end();
};

const handlers: Readonly<Record<string, Handler>> = {
  '/ok.jpg': (_request, response) => send(response, 'image/jpeg', jpeg),
  '/untyped': (_request, response) => void response.writeHead(200).end(jpeg),
  '/html': (_request, response) => send(response, 'text/html; charset=utf-8', '<h1>Log in</h1>'),
  '/html-as-jpeg': (_request, response) => send(response, 'image/jpeg', '<h1>Log in</h1>'),
  '/mjpeg': (_request, response) => send(response, 'multipart/x-mixed-replace; boundary=x', '--x'),
  '/live.mjpeg': (_request, response) => {
    response.writeHead(200, { 'content-type': 'multipart/x-mixed-replace; boundary=x' });
    const timer = setInterval(() => response.write(Buffer.concat([Buffer.from('--x\r\n\r\n'), jpeg])), 20);
    response.on('close', () => clearInterval(timer));
  },
  '/truncated.jpg': (_request, response) => send(response, 'image/jpeg', jpeg.subarray(0, jpeg.length / 2)),
  '/bomb.png': (_request, response) => send(response, 'image/png', bomb),
  '/empty.jpg': (_request, response) => send(response, 'image/jpeg', ''),
  '/drip': (_request, response) => {
    response.writeHead(200, { 'content-type': 'image/jpeg' });
    const timer = setInterval(() => response.write(jpeg.subarray(0, 1)), 50);
    response.on('close', () => clearInterval(timer));
  },
  '/endless': (_request, response) => {
    response.writeHead(200, { 'content-type': 'image/jpeg' });
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(1_000_000))) void 0;
    };
    response.on('drain', more);
    more();
  },
  '/silent': () => undefined,
  '/hang-up': (request) => void request.socket.destroy(),
  '/still.jpg': (request, response) => {
    if (request.headers['if-none-match'] === '"one"') return void response.writeHead(304).end();
    response.writeHead(200, { 'content-type': 'image/jpeg', etag: '"one"' }).end(jpeg);
  },
  '/moved': redirect(() => `${base}/ok.jpg`),
  '/to-metadata': redirect(() => 'http://169.254.169.254/latest/meta-data/'),
  '/to-mapped': redirect(() => `http://[::ffff:10.0.0.1]:${new URL(base).port}/ok.jpg`),
  '/to-file': redirect(() => 'file:///etc/passwd'),
  '/to-login': redirect(() => base.replace('http://', 'http://user:secret@')),
  '/round': redirect(() => `${base}/round`),
};

const server = createServer((request, response) => {
  const path = request.url ?? '';
  requested.push({ path, headers: request.headers });
  const status = /^\/status\/(\d+)$/.exec(path)?.[1];
  if (status !== undefined) response.writeHead(Number(status)).end();
  else (handlers[path] ?? ((_q, r) => void r.writeHead(404).end()))(request, response);
});

const listen = (one: Server): Promise<number> =>
  new Promise((resolve) => one.listen(0, '127.0.0.1', () => resolve((one.address() as AddressInfo).port)));

beforeAll(async () => {
  const stripe = (background: string) =>
    sharp({ create: { width: 320, height: 360, channels: 3, background } })
      .png()
      .toBuffer();
  jpeg = await sharp({ create: { width: 640, height: 360, channels: 3, background: '#f00' } })
    .composite([{ input: await stripe('#00f'), left: 320, top: 0 }])
    .jpeg({ quality: 95 })
    .toBuffer();
  const dark = { create: { width: 16_000, height: 16_000, channels: 3 as const, background: '#000' } };
  bomb = await sharp(dark).png({ compressionLevel: 9 }).toBuffer();
  base = `http://127.0.0.1:${await listen(server)}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

interface Requested extends Partial<HttpSourceOptions> {
  readonly refreshMs?: number;
  readonly intervalMs?: number;
}

/** What a source says of a URL until `count` events have come. */
async function eventsOf(url: string, count: number, requested: Requested = {}): Promise<CaptureEvent[]> {
  const { refreshMs, intervalMs = 200, ...options } = requested;
  const source = new HttpSource({
    decoder: noDecoder,
    clock,
    random: () => 0,
    allowed: parseAddressRanges('127.0.0.0/8'),
    resolve: resolveHost,
    timeoutMs: 30_000,
    hostGapMs: 0,
    ...options,
  });
  const stream = { url, transport: 'tcp' as const, ...(refreshMs === undefined ? {} : { refreshMs }) };
  const request = { stream, plan: { mode: 'interval' as const, intervalMs }, width: 320, pixelFormat };
  const events: CaptureEvent[] = [];
  for await (const event of source.frames(request, AbortSignal.timeout(900_000))) {
    events.push(event);
    if (events.length === count) break;
  }
  return events;
}

const pixelAt = (event: CaptureEvent | undefined, x: number, y: number): number[] => {
  if (event?.kind !== 'picture') throw new Error(`expected a picture, found ${JSON.stringify(event)}`);
  const at = (y * event.picture.width + x) * 3;
  return [...event.picture.pixels.subarray(at, at + 3)];
};

describe('a camera that responds with pictures', () => {
  it('delivers them at plan width as rgb24 with correct colours', async () => {
    const before = Date.now();
    const [event] = await eventsOf(`${base}/ok.jpg`, 1);
    expect(event).toMatchObject({ kind: 'picture', picture: { width: 320, height: 180 } });
    const [left, right] = [pixelAt(event, 80, 90), pixelAt(event, 240, 90)];
    expect(left[0]).toBeGreaterThan(240);
    expect(left[2]).toBeLessThan(15);
    expect(right[0]).toBeLessThan(15);
    expect(right[2]).toBeGreaterThan(240);
    expect((event as { capturedAt: number }).capturedAt).toBeGreaterThanOrEqual(before);
  });

  it('requests pictures at the interval of the plan and not more often', async () => {
    const startedAt = performance.now();
    expect(await eventsOf(`${base}/ok.jpg`, 4)).toHaveLength(4);
    expect(performance.now() - startedAt).toBeGreaterThan(590);
  });

  it('takes pictures of a motion JPEG stream at the interval of the plan', async () => {
    const startedAt = performance.now();
    const events = await eventsOf(`${base}/live.mjpeg`, 4);
    expect(events.map(({ kind }) => kind)).toEqual(['picture', 'picture', 'picture', 'picture']);
    expect(performance.now() - startedAt).toBeGreaterThan(390);
    expect(requested.filter(({ path }) => path === '/live.mjpeg')).toHaveLength(1);
  });

  it('never makes a picture larger than it came', async () => {
    const small = await sharp({ create: { width: 100, height: 50, channels: 3, background: '#123' } })
      .jpeg()
      .toBuffer();
    expect(await decodeSnapshot(small, 416)).toMatchObject({ width: 100, height: 50 });
  });

  it.each([
    ['a grey JPEG', () => sharp(jpeg).greyscale().jpeg().toBuffer()],
    ['a JPEG in CMYK', () => sharp(jpeg).toColourspace('cmyk').jpeg().toBuffer()],
    ['a PNG with transparency', () => sharp(jpeg).ensureAlpha(0.5).png().toBuffer()],
    ['a PNG of 16 bits', () => sharp(jpeg).toColourspace('rgb16').png().toBuffer()],
  ])('turns %s into rgb24', async (_title, make) => {
    const picture = await decodeSnapshot(await make(), 64);
    expect(picture).toMatchObject({ width: 64, height: 36 });
    expect('pixels' in picture && picture.pixels).toHaveLength(64 * 36 * 3);
  });

  it('takes a picture that does not say its type', async () => {
    expect(await eventsOf(`${base}/untyped`, 1)).toMatchObject([{ kind: 'picture' }]);
  });

  it('follows a redirect to an allowed address', async () => {
    expect(await eventsOf(`${base}/moved`, 1)).toMatchObject([{ kind: 'picture' }]);
  });
});

describe('a camera that gives no picture', () => {
  it.each([
    ['/html', 'no_frame', /web page/],
    ['/html-as-jpeg', 'no_frame', /web page/],
    ['/mjpeg', 'offline', /motion JPEG stream ended/],
    ['/truncated.jpg', 'decode_error', /cut off or damaged/],
    ['/bomb.png', 'decode_error', /64 megapixels/],
    ['/empty.jpg', 'offline', /200 without a picture/],
    ['/drip', 'no_frame', /within 1 s/],
    ['/silent', 'no_frame', /within 1 s/],
    ['/endless', 'decode_error', /32 MB/],
    ['/hang-up', 'offline', /closed the connection/],
    ['/status/401', 'offline', /requires a user name and a password/],
    ['/status/403', 'offline', /access settings/],
    ['/status/404', 'offline', /path/],
    ['/status/429', 'offline', /interval/],
    ['/status/503', 'offline', /503/],
    ['/status/204', 'offline', /204/],
  ])('%s is %s', async (path, reason, detail) => {
    // Only silence is found by the timeout; a loaded machine needs longer for the others.
    const timeoutMs = ['/drip', '/silent'].includes(path) ? 700 : 600_000;
    const [event] = await eventsOf(base + path, 1, { timeoutMs });
    expect(event).toMatchObject({ kind: 'fault', reason, detail: expect.stringMatching(detail) });
  });

  it('a camera that gives no picture is requested again after a back-off and not at the interval of the plan', async () => {
    const startedAt = performance.now();
    await eventsOf(`${base}/status/503`, 2);
    expect(performance.now() - startedAt).toBeGreaterThan(990);
  });
});

describe('addresses that may not be dialled', () => {
  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://[::ffff:169.254.169.254]/',
    'http://10.0.0.1/a.jpg',
    'http://0xa000001/a.jpg',
    'http://167772161/a.jpg',
    'http://012.0.0.1/a.jpg',
    'http://0.0.0.0/a.jpg',
    'http://[::]/a.jpg',
    'http://[fe80::1]/a.jpg',
    'http://[::1]/a.jpg',
  ])('%s', async (url) => {
    const [event] = await eventsOf(url, 1);
    expect(event).toMatchObject({ reason: 'offline', detail: expect.stringContaining('VIALOG_ALLOW_CIDRS') });
  });

  it('loopback is rejected too when no list names it, in any spelling', async () => {
    const before = requested.length;
    const port = new URL(base).port;
    for (const host of ['127.0.0.1', '[::ffff:127.0.0.1]', '2130706433', '0177.1', '0x7f.1']) {
      const [event] = await eventsOf(`http://${host}:${port}/ok.jpg`, 1, { allowed: [] });
      expect(event).toMatchObject({
        kind: 'fault',
        detail: expect.stringMatching(/resolves to (127.0.0.1|::ffff:7f00:1), which/),
      });
    }
    expect(requested.length).toBe(before);
  });

  it.each([
    ['/to-metadata', /169\.254\.169\.254.*VIALOG_ALLOW_CIDRS/],
    ['/to-mapped', /VIALOG_ALLOW_CIDRS/],
    ['/to-file', /redirects to a file: address/],
    ['/to-login', /user name or password/],
    ['/round', /more than 3 times/],
  ])('a redirect %s is not followed', async (path, detail) => {
    const [event] = await eventsOf(base + path, 1);
    expect(event).toMatchObject({ reason: 'offline', detail: expect.stringMatching(detail) });
    expect(JSON.stringify(event)).not.toContain('secret');
  });

  it('rejects a URL with credentials', async () => {
    const [event] = await eventsOf(base.replace('//', '//user:secret@'), 1);
    expect(event).toMatchObject({ detail: expect.stringContaining('enter them as credentials') });
  });
});

describe('a camera that is not there', () => {
  it('no server listens', async () => {
    const [event] = await eventsOf('http://127.0.0.1:1/a.jpg', 1);
    expect(event).toMatchObject({ reason: 'offline', detail: expect.stringContaining('no server listens') });
  });

  it('something else listens', async () => {
    const other = createTcpServer((socket) =>
      socket.end('SSH-2.0-OpenSSH_9.2\r\n').on('error', () => undefined),
    );
    const port = await listen(other);
    const [event] = await eventsOf(`http://127.0.0.1:${port}/a.jpg`, 1);
    const [secure] = await eventsOf(`https://127.0.0.1:${port}/a.jpg`, 1);
    other.close();
    expect(event).toMatchObject({
      reason: 'offline',
      detail: expect.stringContaining('does not speak HTTP'),
    });
    expect(secure).toMatchObject({ reason: 'offline', detail: expect.stringMatching(/TLS|closed/) });
  });

  it('a camera whose certificate is not trusted is reported', () => {
    expect(explainHttpConnection('DEPTH_ZERO_SELF_SIGNED_CERT').detail).toContain('not trusted');
  });
});

describe('a picture that does not change', () => {
  it('requests a snapshot with its tag, counts it again while it is not modified, and reports it as frozen after three refresh periods', async () => {
    const events = await eventsOf(`${base}/still.jpg`, 8, { refreshMs: 200 });
    const told = events.map((event) => (event.kind === 'picture' ? 'picture' : event.reason));
    const [first, again] = events;
    expect(told.slice(0, 2)).toEqual(['picture', 'picture']);
    expect([first, again].map((event) => event?.kind === 'picture' && event.isUnchanged)).toEqual([
      undefined,
      true,
    ]);
    expect(first?.kind === 'picture' && again?.kind === 'picture' && again.picture.pixels).toEqual(
      first?.kind === 'picture' && first.picture.pixels,
    );
    expect(told.at(-1)).toBe('frozen');
    expect(told.lastIndexOf('picture')).toBeLessThan(told.indexOf('frozen'));
    const tags = requested
      .filter(({ path }) => path === '/still.jpg')
      .map(({ headers }) => headers['if-none-match']);
    expect(tags.slice(0, 4)).toEqual([undefined, '"one"', '"one"', '"one"']);
  });
});

describe('requests to a camera', () => {
  it('end when the signal aborts in the middle of a request', async () => {
    const source = new HttpSource({
      decoder: noDecoder,
      clock,
      random: () => 0,
      allowed: parseAddressRanges('127.0.0.0/8'),
      resolve: resolveHost,
      timeoutMs: 3_600_000,
    });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    const request = {
      stream: { url: `${base}/silent`, transport: 'tcp' as const },
      plan: { mode: 'keyframes' as const },
      width: 320,
      pixelFormat,
    };
    const events: CaptureEvent[] = [];
    for await (const event of source.frames(request, stop.signal)) events.push(event);
    expect(events).toEqual([]);
    // The server never responds and the request may take an hour: only the signal can have ended it.
  });
});
