import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Authenticator, type CaptureEvent, type StreamFault } from '@vialog/capture';
import { parseAddressRanges } from '@vialog/network-guard';
import { describeUnless, missingSystemNeeds } from '@vialog/testkit';
import type { CameraTarget } from './dial-camera.ts';
import { resolveHost } from './resolve-host.fixture.ts';
import { FfmpegSource } from './ffmpeg-source.ts';
import { RtspRelay, type RtspRelayOptions } from './rtsp-relay.ts';

let closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  closing = [];
});

interface FakeCamera {
  readonly port: number;
  readonly connections: Socket[];
  /** All that was requested. */
  requested: string;
}

/** A camera that responds to each request with the next of these; every element of one response is a separate write. */
async function camera(...responses: readonly (readonly string[])[]): Promise<FakeCamera> {
  const server: Server = createServer();
  const fake = { port: 0, connections: [] as Socket[], requested: '' };
  const waiting = [...responses];
  server.on('connection', (socket) => {
    fake.connections.push(socket);
    closing.push(() => socket.destroy());
    socket.on('error', () => undefined).setNoDelay(true);
    socket.setEncoding('latin1').on('data', (request: string) => {
      fake.requested += request;
      void say(socket, waiting.shift() ?? []);
    });
  });
  closing.push(() => server.close());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  fake.port = (server.address() as AddressInfo).port;
  return fake;
}

async function say(socket: Socket, parts: readonly string[]): Promise<void> {
  for (const part of parts) {
    socket.write(part, 'latin1');
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

const targetAt = (port: number, changed: Partial<CameraTarget> = {}): CameraTarget => ({
  address: '127.0.0.1',
  port,
  secure: false,
  name: 'cam.example',
  origin: 'rtsp://cam.example:8554',
  path: '/live?channel=1',
  ...changed,
});

const relayOptions = (): RtspRelayOptions => ({
  networkTimeoutMs: 2_000,
  transport: 'tcp',
  authenticator: new Authenticator({ credentials: undefined, randomNonce: () => 'c0ffee' }),
});

async function opened(port: number, signal = new AbortController().signal): Promise<RtspRelay> {
  const relay = await RtspRelay.open(targetAt(port), relayOptions(), signal);
  if ('reason' in relay) throw new Error(relay.detail);
  closing.push(() => relay.close());
  return relay;
}

async function dialled(relay: RtspRelay): Promise<Socket> {
  const socket = connect(Number(new URL(relay.url).port), '127.0.0.1').setEncoding('latin1');
  socket.on('error', () => undefined);
  closing.push(() => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** Sockets and listeners of this process, once those that are closing have closed. */
async function openSockets(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 200));
  return process.getActiveResourcesInfo().filter((name) => /TCP|TLS/.test(name)).length;
}
const ok = 'RTSP/1.0 200 OK\r\nCSeq: 1\r\nPublic: DESCRIBE, SETUP, PLAY\r\n\r\n';

describe('RtspRelay', () => {
  it('requests from the camera the URL it was registered with', async () => {
    const fake = await camera([ok]);
    const relay = await opened(fake.port);
    const socket = await dialled(relay);
    socket.write(`OPTIONS ${relay.url} RTSP/1.0\r\nCSeq: 1\r\n\r\n`);
    expect((await once(socket, 'data'))[0]).toBe(ok);
    expect(fake.requested).toBe('OPTIONS rtsp://cam.example:8554/live?channel=1 RTSP/1.0\r\nCSeq: 1\r\n\r\n');
  });

  it('takes one connection and no second', async () => {
    const relay = await opened((await camera()).port);
    await dialled(relay);
    await expect(dialled(relay)).rejects.toThrow('ECONNREFUSED');
  });

  it('applies back-pressure to the camera while ffmpeg does not read', async () => {
    const fake = await camera([ok]);
    const relay = await opened(fake.port);
    const socket = await dialled(relay);
    socket.write(`PLAY ${relay.url} RTSP/1.0\r\nCSeq: 1\r\n\r\n`);
    await once(socket, 'data');
    socket.pause();
    const sender = fake.connections[0] as Socket;
    const frame = Buffer.alloc(4 + 60_000);
    frame.set([0x24, 0, 60_000 >> 8, 60_000 & 255, 0x80]);
    for (let n = 0; n < 1_000; n += 1) sender.write(frame);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(sender.writableLength).toBeGreaterThan(30_000_000);
    let read = 0;
    socket.setEncoding('latin1').on('data', (text: string) => (read += text.length));
    socket.resume();
    while (read < 1_000 * frame.length) await once(socket, 'data');
    expect(read).toBe(1_000 * frame.length);
  });

  it('forwards TEARDOWN and leaves no socket open', async () => {
    const fake = await camera([ok]);
    const before = await openSockets();
    const relay = await opened(fake.port);
    const socket = await dialled(relay);
    socket.end(`TEARDOWN ${relay.url} RTSP/1.0\r\nCSeq: 1\r\n\r\n`);
    await relay.close();
    await once(fake.connections[0] as Socket, 'close');
    expect(fake.requested).toContain('TEARDOWN');
    expect(await openSockets()).toBe(before);
  });

  it('leaves nothing open when ffmpeg never comes', async () => {
    const fake = await camera();
    const before = await openSockets();
    const relay = await opened(fake.port);
    await relay.close();
    expect(await openSockets()).toBe(before);
  });

  it.each([
    ['no server listens', 1, {}, /no server listens/],
    ['no TLS is spoken', 0, { secure: true }, /does not speak TLS; use rtsp|closed the connection/],
  ])('says that %s', async (_title, port, changed, detail) => {
    const fake = await camera(['RTSP/1.0 400 Bad Request\r\n\r\n']);
    const target = targetAt(port === 0 ? fake.port : port, changed);
    const said = (await RtspRelay.open(target, relayOptions(), new AbortController().signal)) as StreamFault;
    expect(said).toMatchObject({ reason: 'offline', detail: expect.stringMatching(detail) });
  });

  it('stops connecting when the signal aborts', async () => {
    const said = await RtspRelay.open(targetAt((await camera()).port), relayOptions(), AbortSignal.abort());
    expect(said).toMatchObject({ reason: 'offline' });
  });
});

describeUnless(missingSystemNeeds(['ffmpeg']), describe)('a camera that sends ffmpeg elsewhere', () => {
  const options = {
    clock: { now: () => Date.now(), monotonic: () => performance.now() },
    random: () => 0,
    searchPath: process.env['PATH'] ?? '',
    allowed: parseAddressRanges('127.0.0.0/8'),
    resolve: resolveHost,
    networkTimeoutMs: 3_000,
  };

  async function firstOf(port: number, transport: 'tcp' | 'udp' = 'tcp'): Promise<CaptureEvent | undefined> {
    const stream = { url: `rtsp://127.0.0.1:${port}/live`, transport };
    const request = {
      stream,
      plan: { mode: 'keyframes' as const },
      width: 160,
      pixelFormat: 'rgb24' as const,
    };
    for await (const event of new FfmpegSource(options).frames(request, AbortSignal.timeout(900_000))) {
      return event;
    }
    return undefined;
  }

  const sdp = [
    ...['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=x', 't=0 0', 'm=video 0 RTP/AVP 96'],
    ...['a=rtpmap:96 H264/90000', 'a=control:track1', ''],
  ].join('\r\n');
  const describing = `RTSP/1.0 200 OK\r\nCSeq: 2\r\nContent-Type: application/sdp\r\nContent-Length: ${sdp.length}\r\n\r\n${sdp}`;
  const redirect = (cseq: number, port: number): string =>
    `RTSP/1.0 302 Found\r\nCSeq: ${cseq}\r\nLocation: rtsp://127.0.0.1:${port}/secret\r\n\r\n`;

  it.each([
    ['in response to DESCRIBE', (port: number) => [[ok], [redirect(2, port)]]],
    ['in small pieces', (port: number) => [[ok], redirect(2, port).match(/[^]{1,9}/g) ?? []]],
    ['in response to SETUP', (port: number) => [[ok], [describing], [redirect(3, port)]]],
    ['in response to OPTIONS', (port: number) => [[redirect(1, port)]]],
  ])('a camera that sends ffmpeg elsewhere is not followed: %s', async (_title, responses) => {
    const elsewhere = await camera([ok]);
    const fake = await camera(...responses(elsewhere.port));
    expect(await firstOf(fake.port)).toMatchObject({
      kind: 'fault',
      reason: 'offline',
      detail: expect.stringMatching(/redirects to another address, which is not followed/),
    });
    expect(fake.connections).toHaveLength(1);
    expect(elsewhere.connections).toHaveLength(0);
  });
});
