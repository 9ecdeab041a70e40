import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { CaptureEvent, Credentials } from '@vialog/capture';
import { parseAddressRanges } from '@vialog/network-guard';
import { describeUnless, missingSystemNeeds, startRtspServer, type RtspServer } from '@vialog/testkit';
import { FfmpegSource } from './ffmpeg-source.ts';
import { resolveHost } from './resolve-host.fixture.ts';

const password = 'S3cret-hunter2';
const good: Credentials = { username: 'viewer', password };
const options = {
  clock: { now: () => Date.now(), monotonic: () => performance.now() },
  random: () => 0,
  searchPath: process.env['PATH'] ?? '',
  allowed: parseAddressRanges('127.0.0.0/8'),
  resolve: resolveHost,
  networkTimeoutMs: 5_000,
};

let server: RtspServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

interface Requested {
  readonly credentials?: Credentials;
  readonly transport?: 'tcp' | 'udp';
  /** Called at the first event while the stream is open. */
  readonly meanwhile?: () => Promise<void>;
}

/** The first event of the stream at a URL. */
async function firstEvent(
  url: string,
  { credentials, transport = 'tcp', meanwhile }: Requested,
): Promise<CaptureEvent> {
  const request = {
    stream: { url, transport },
    plan: { mode: 'keyframes' as const },
    width: 160,
    pixelFormat: 'rgb24' as const,
  };
  const source = new FfmpegSource(options);
  const whole = credentials === undefined ? request : { ...request, credentials };
  for await (const event of source.frames(whole, AbortSignal.timeout(900_000))) {
    await meanwhile?.();
    return event;
  }
  throw new Error('no event came');
}

describeUnless(missingSystemNeeds(['ffmpeg', 'rtsp-server']), describe)(
  'an RTSP server with authentication',
  () => {
    const start = async (method: 'basic' | 'digest'): Promise<string> => {
      const source = { pattern: 'smpte', width: 320, height: 180 };
      server = await startRtspServer({ source, authentication: { method, ...good } });
      return server.url;
    };

    it.each([
      ['basic', 'tcp'],
      ['digest', 'tcp'],
      ['digest', 'udp'],
    ] as const)('delivers pictures with %s over %s', async (method, transport) => {
      const url = await start(method);
      expect(await firstEvent(url, { credentials: good, transport })).toMatchObject({ kind: 'picture' });
    });

    it.each(['basic', 'digest'] as const)(
      'rejects a wrong password with %s in one sentence',
      async (method) => {
        const event = await firstEvent(await start(method), {
          credentials: { ...good, password: 'wrong-1234' },
        });
        expect(event).toMatchObject({
          kind: 'fault',
          reason: 'offline',
          detail: 'the camera rejects the user name or the password; enter them again',
        });
      },
    );

    it('says that it requires a user name and a password', async () => {
      expect(await firstEvent(await start('digest'), {})).toMatchObject({
        kind: 'fault',
        reason: 'offline',
        detail: expect.stringContaining('requires a user name and a password'),
      });
    });

    it('shows the password in the arguments of no process', async () => {
      const url = await start('digest');
      let processes = '';
      const meanwhile = async (): Promise<void> => {
        processes = (await promisify(execFile)('ps', ['-eww', '-o', 'args'])).stdout;
      };
      await firstEvent(url, { credentials: good, meanwhile });
      expect(processes).toContain('/live');
      expect(processes).not.toContain(password);
    });
  },
);

describeUnless(missingSystemNeeds(['ffmpeg']), describe)('a camera that rejects the credentials', () => {
  it('gets the password once and then no connection for minutes', async () => {
    const connections: Socket[] = [];
    let authorized = 0;
    const camera = createServer((socket) => {
      connections.push(socket);
      socket.on('error', () => undefined).setEncoding('latin1');
      socket.on('data', (text: string) => {
        if (/^authorization:/im.test(text)) authorized += 1;
        const sequence = /cseq: *(\d+)/i.exec(text)?.[1];
        const challenge = `WWW-Authenticate: Digest realm="cam", nonce="n${authorized}", algorithm="MD5"`;
        socket.write(`RTSP/1.0 401 Unauthorized\r\nCSeq: ${sequence}\r\n${challenge}\r\n\r\n`);
      });
    });
    await once(camera.listen(0, '127.0.0.1'), 'listening');
    const url = `rtsp://127.0.0.1:${(camera.address() as AddressInfo).port}/live`;
    // With the ordinary back-off (1 s here) three more connections would come in this time.
    const meanwhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 4_000));
    const event = await firstEvent(url, { credentials: good, meanwhile });
    for (const socket of connections) socket.destroy();
    camera.close();
    expect(event).toMatchObject({ detail: expect.stringContaining('rejects') });
    expect(JSON.stringify(event)).not.toContain(password);
    expect([connections.length, authorized]).toEqual([1, 1]);
  });
});
