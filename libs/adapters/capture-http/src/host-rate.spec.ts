import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { type CaptureEvent, parseHostRates } from '@vialog/capture';
import type { SamplingPlan } from '@vialog/contracts';
import { parseAddressRanges } from '@vialog/network-guard';
import { HttpSource } from './http-source.ts';
import { noDecoder } from './no-decoder.fixture.ts';
import { withRetryAfter } from './retry-after.ts';

const plan: SamplingPlan = { mode: 'interval', intervalMs: 1_000 };
let jpeg: Buffer;
let requests: string[] = [];
let reply: (request: IncomingMessage, response: ServerResponse) => void;
const picture = (_: IncomingMessage, response: ServerResponse): void => void response.end(jpeg);
const server = createServer((request, response) => {
  requests.push(request.url ?? '');
  reply(request, response);
});
const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const sourceOf = (rates: string): HttpSource =>
  new HttpSource({
    clock: { now: () => Date.now(), monotonic: () => performance.now() },
    random: () => 0,
    decoder: noDecoder,
    allowed: parseAddressRanges('127.0.0.0/8'),
    resolve: (host) => Promise.resolve([host]),
    hostGapMs: 0,
    hostRates: parseHostRates(rates),
  });

/** The events of a camera until a number of them or the first one of a kind. */
async function eventsOf(
  source: HttpSource,
  path: string,
  last: number | CaptureEvent['kind'],
): Promise<CaptureEvent[]> {
  const stream = { url: `${origin()}${path}`, transport: 'tcp' as const };
  const events: CaptureEvent[] = [];
  const request = { stream, plan, width: 64, pixelFormat: 'rgb24' as const };
  const end = new AbortController();
  const signal = AbortSignal.any([end.signal, AbortSignal.timeout(900_000)]);
  for await (const event of source.frames(request, signal)) {
    events.push(event);
    if (events.length === last || event.kind === last) break;
  }
  end.abort();
  return events;
}

describe('a public host that limits requests', () => {
  beforeAll(async () => {
    jpeg = await sharp({ create: { width: 64, height: 36, channels: 3, background: '#456' } })
      .jpeg()
      .toBuffer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  });
  afterEach(() => void (requests = []));
  afterAll(() => void server.close());

  it('sends a host no more requests than its rate for all cameras, and reports why and how long a camera waits', async () => {
    reply = picture;
    const source = sourceOf('127.0.0.1=10/min');
    expect(await eventsOf(source, '/a.jpg', 1)).toMatchObject([{ kind: 'picture' }]);
    expect(await eventsOf(source, '/b.jpg', 1)).toMatchObject([
      {
        kind: 'fault',
        reason: 'no_frame',
        continues: true,
        detail: expect.stringMatching(
          /^waiting for the host 127\.0\.0\.1 \(request rate, 10 requests per minute\): a picture every \d+ s instead of every 1 s; .* VIALOG_HOST_RATES$/,
        ),
      },
    ]);
    expect(requests).toEqual(['/a.jpg']);
  });

  it('requests a camera that reported a wait when its turn comes', async () => {
    reply = picture;
    const source = sourceOf('127.0.0.1=20/min');
    await eventsOf(source, '/a.jpg', 1);
    // The turn comes after 3 s, because of the other camera.
    const events = await eventsOf(source, '/b.jpg', 2);
    expect(events).toMatchObject([{ kind: 'fault', continues: true }, { kind: 'picture' }]);
  });

  it.each([429, 503])('%i with Retry-After stops all cameras of the host for this time', async (status) => {
    reply = (_, response) => void response.writeHead(status, { 'retry-after': '900' }).end();
    const source = sourceOf('');
    expect(await eventsOf(source, '/a.jpg', 1)).toMatchObject([
      {
        reason: 'offline',
        detail: `the host limits requests (${status}) and requires a pause of 900 s; request its cameras less often`,
      },
    ]);
    reply = picture;
    expect(await eventsOf(source, '/b.jpg', 1)).toMatchObject([
      {
        kind: 'fault',
        reason: 'offline',
        detail: expect.stringMatching(/required a pause .*follows in (900|899|89\d) s/),
      },
    ]);
    expect(requests).toEqual(['/a.jpg']);
  });

  it('requests a host again when its pause is over', async () => {
    reply = (_, response) => {
      reply = picture;
      response.writeHead(429, { 'retry-after': '1' }).end();
    };
    // The end of the pause can be reported as another fault, if the planned request is due a few ms earlier.
    const [first, ...others] = await eventsOf(sourceOf(''), '/a.jpg', 'picture');
    expect([first, others.at(-1)]).toMatchObject([{ kind: 'fault' }, { kind: 'picture' }]);
    expect(requests).toEqual(['/a.jpg', '/a.jpg']);
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2026, 10, 30, 12);
  const pauseOf = (status: number, value?: string): number | undefined =>
    withRetryAfter(
      { reason: 'offline', detail: 'limited' },
      { status, headers: new Map(value === undefined ? [] : [['retry-after', [value]]]) },
      now,
    ).retryAfterMs;

  it.each([
    [429, '30', 30_000],
    [503, 'Mon, 30 Nov 2026 12:02:00 GMT', 120_000],
    [503, 'Mon, 30 Nov 2026 11:00:00 GMT', 0],
    [429, '999999999', 3_600_000],
    [429, undefined, 10_000],
    [429, 'soon', 10_000],
    [503, undefined, undefined],
    [503, '-5', undefined],
    [404, '30', undefined],
  ])('takes Retry-After of status %i with the value "%s" for a pause of %s ms', (status, value, pause) => {
    expect(pauseOf(status, value)).toBe(pause);
  });
});
