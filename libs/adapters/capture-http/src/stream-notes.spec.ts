import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CaptureRequest, StreamNote } from '@vialog/capture';
import { parseAddressRanges } from '@vialog/network-guard';
import sharp from 'sharp';
import { HttpSource } from './http-source.ts';
import { noDecoder } from './no-decoder.fixture.ts';

let server: Server;
let base = '';
beforeAll(async () => {
  const picture = sharp({ create: { width: 32, height: 24, channels: 3, background: 'red' } });
  const [jpeg, png] = [await picture.clone().jpeg().toBuffer(), await picture.clone().png().toBuffer()];
  server = createServer((request, response) => {
    if (request.url === '/locked') {
      response.writeHead(401, { 'www-authenticate': ['Basic realm="cam"', 'Digest realm="cam", nonce="n"'] });
      return void response.end();
    }
    if (request.url === '/a.png') return void response.end(png);
    response.writeHead(200, { 'content-type': 'multipart/x-mixed-replace; boundary=x' });
    const part = Buffer.concat([Buffer.from('--x\r\n\r\n'), jpeg]);
    const timer = setInterval(() => response.write(part), 20);
    response.on('close', () => clearInterval(timer));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Notes until the first event. */
async function notesOf(path: string): Promise<StreamNote[]> {
  const source = new HttpSource({
    decoder: noDecoder,
    clock: { now: () => Date.now(), monotonic: () => performance.now() },
    random: () => 0,
    allowed: parseAddressRanges('127.0.0.0/8'),
    resolve: (host) => Promise.resolve([host]),
  });
  const notes: StreamNote[] = [];
  const request: CaptureRequest = {
    stream: { url: base + path, transport: 'tcp' },
    plan: { mode: 'keyframes' },
    width: 320,
    pixelFormat: 'rgb24',
    onNote: (note) => notes.push(note),
  };
  const events = source.frames(request, AbortSignal.timeout(900_000));
  await events.next();
  await events.return();
  return notes;
}

describe('notes about a stream', () => {
  test('a snapshot reports its protocol and its codec by content', async () => {
    expect(await notesOf('/a.png')).toEqual([
      { kind: 'protocol', protocol: 'snapshot' },
      { kind: 'codec', codec: 'png' },
    ]);
  });

  test('a motion JPEG stream reports its protocol and each picture', async () => {
    const [first, ...packets] = await notesOf('/live');
    expect(first).toEqual({ kind: 'protocol', protocol: 'mjpeg' });
    expect(packets[0]).toEqual({ kind: 'packet', isKey: true, streamMs: undefined });
  });

  test('a camera that requires credentials reports the schemes that it offers', async () => {
    expect(await notesOf('/locked')).toEqual([{ kind: 'challenge', schemes: ['Basic', 'Digest MD5'] }]);
  });
});
