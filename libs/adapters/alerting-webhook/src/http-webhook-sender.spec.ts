import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import type { DeliveryOutcome } from '@vialog/alerting';
import { parseAddressRanges } from '@vialog/network-guard';
import { HttpWebhookSender } from './http-webhook-sender.ts';
import { judgeError } from './judge-response.ts';
import { startRawReceiver, startReceiver, type WebhookReceiver } from './webhook-receiver.fixture.ts';

const now = Date.parse('2026-03-02T08:00:00.500Z');
const key = Buffer.alloc(32, 7);
const previousKey = Buffer.alloc(32, 8);
const [secret, previous] = [key, previousKey].map((each) => `whsec_${each.toString('base64')}`) as [
  string,
  string,
];
const body = JSON.stringify({ id: 'a-raised', data: { ruleName: '车位已满' } });
const receivers: WebhookReceiver[] = [];
afterEach(async () => {
  for (const receiver of receivers.splice(0)) await receiver.close();
});

async function responding(respond: (response: ServerResponse) => void): Promise<WebhookReceiver> {
  receivers.push(await startReceiver(respond));
  return receivers.at(-1) as WebhookReceiver;
}

async function onBytes(onConnection: (socket: Socket) => void): Promise<WebhookReceiver> {
  receivers.push(await startRawReceiver(onConnection));
  return receivers.at(-1) as WebhookReceiver;
}

function send(url: string, options: { timeoutMs?: number; allowed?: string } = {}): Promise<DeliveryOutcome> {
  const { allowed = '127.0.0.0/8', ...limits } = options;
  const sender = new HttpWebhookSender({
    allowed: parseAddressRanges(allowed),
    resolve: (host) =>
      host === 'unknown.example' ? Promise.reject(new Error('ENOTFOUND')) : Promise.resolve([host]),
    clock: { now: () => now },
    ...limits,
  });
  return sender.send(
    { url, secrets: [secret, previous], eventId: 'a-raised', body },
    new AbortController().signal,
  );
}

const failure = (code: string, detail: RegExp, status?: number) => ({
  kind: 'failed',
  failure: { code, detail: expect.stringMatching(detail), ...(status !== undefined && { status }) },
});

test('an event is posted as a CloudEvent with the signatures of Standard Webhooks, one for each secret', async () => {
  const receiver = await responding((response) => response.writeHead(204).end());
  expect(await send(receiver.url)).toEqual({ kind: 'delivered' });
  const [request] = receiver.requests;
  const signed = `a-raised.${Math.floor(now / 1000)}.${body}`;
  const signature = (each: Buffer) => `v1,${createHmac('sha256', each).update(signed).digest('base64')}`;
  expect(request).toMatchObject({
    method: 'POST',
    url: '/hook?site=1',
    body,
    headers: {
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'webhook-id': 'a-raised',
      'webhook-timestamp': '1772438400',
      'webhook-signature': `${signature(key)} ${signature(previousKey)}`,
    },
  });
});

test.each([500, 503, 404, 401, 410])('a response with %i is a failure that is sent again', async (status) => {
  const receiver = await responding((response) => response.writeHead(status).end('secret details'));
  expect(await send(receiver.url)).toEqual(failure('status', /Read its log/, status));
});

test.each([400, 413, 415, 422])('a response with %i rejects the event itself', async (status) => {
  const receiver = await responding((response) => response.writeHead(status).end());
  expect(await send(receiver.url)).toEqual(failure('rejected', /does not accept this event/, status));
});

test.each([
  ['120', 120_000],
  ['Mon, 02 Mar 2026 08:01:00 GMT', 59_500],
  ['Mon, 02 Mar 2026 07:00:00 GMT', 0],
  ['soon', undefined],
])('the Retry-After "%s" of a receiver is a wait of %s ms', async (retryAfter, retryAfterMs) => {
  const receiver = await responding((response) =>
    response.writeHead(429, { 'retry-after': retryAfter }).end(),
  );
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  expect(await send(receiver.url)).toEqual({ ...failure('status', /429/, 429), ...wait });
});

test('a redirect is not followed', async () => {
  const target = await responding((response) => response.end());
  const receiver = await responding((response) => response.writeHead(307, { location: target.url }).end());
  expect(await send(receiver.url)).toEqual(failure('redirect', /Enter the final URL/, 307));
  expect(target.requests).toEqual([]);
});

test('a receiver that rejects the connection is named as unreachable', async () => {
  const receiver = await responding((response) => response.end());
  await receiver.close();
  expect(await send(receiver.url)).toEqual(failure('not_connected', /ECONNREFUSED/));
});

test('a receiver that never responds is given up after the time limit', async () => {
  const receiver = await responding(() => undefined);
  expect(await send(receiver.url, { timeoutMs: 50 })).toEqual(failure('timeout', /within 0\.05 s/));
});

test('a receiver that closes before its response is named as unreachable', async () => {
  const receiver = await onBytes((socket) => socket.once('data', () => socket.destroy()));
  expect(await send(receiver.url)).toEqual(failure('not_connected', /closed the connection/));
});

test('a receiver that closes within its headers is a failure', async () => {
  const receiver = await onBytes((socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nA: ')));
  expect(await send(receiver.url)).toMatchObject({ kind: 'failed' });
});

test('a response that is not HTTP is named', async () => {
  const receiver = await onBytes((socket) =>
    socket.once('data', () => socket.end('SSH-2.0-OpenSSH\r\n\r\n')),
  );
  expect(await send(receiver.url)).toEqual(failure('invalid_response', /Check the port/));
});

test('a receiver that switches protocols is a failure', async () => {
  const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n';
  const receiver = await onBytes((socket) => socket.once('data', () => socket.write(upgrade)));
  expect(await send(receiver.url)).toMatchObject({ kind: 'failed' });
});

test('a body without end is not read, and its connection is closed', async () => {
  const receiver = await responding((response) => {
    response.writeHead(200);
    const chunk = Buffer.alloc(64 * 1024);
    const write = () => {
      while (!response.destroyed && response.write(chunk)) /* until the buffers are full */ ;
    };
    response.on('drain', write);
    write();
  });
  expect(await send(receiver.url)).toEqual({ kind: 'delivered' });
  while ((await receiver.openConnections()) > 0) await new Promise((resolve) => setImmediate(resolve));
});

test('a private address is not connected to unless its range is allowed', async () => {
  const receiver = await responding((response) => response.end());
  expect(await send(receiver.url, { allowed: '' })).toEqual(
    failure('address_not_allowed', /127\.0\.0\.1.*VIALOG_ALLOW_CIDRS/),
  );
  expect(receiver.requests).toEqual([]);
});

test('an unknown host name is named', async () => {
  expect(await send('http://unknown.example/')).toEqual(failure('unknown_host', /unknown\.example/));
});

test.each(['DEPTH_ZERO_SELF_SIGNED_CERT', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'])(
  'the fault %s of a certificate is named',
  (code) => {
    expect(judgeError(code)).toEqual(failure('invalid_certificate', new RegExp(code)));
  },
);
