import { readdir, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Camera } from '@vialog/contracts';
import { freePort, VialogServer } from '@vialog/testkit';
import sharp from 'sharp';
import { allEvents, measuredSlots } from './asking.ts';
import { register, viewCamera } from './cameras.ts';

/** Grey values no other file holds in this order; drawn as blocks so large that JPEG and scaling keep them. */
const mark = [13, 240, 77, 190, 31, 222, 101, 166, 5, 255, 59, 208];
const signatures: readonly [string, Buffer][] = [
  ['a JPEG', Buffer.from([0xff, 0xd8, 0xff])],
  ['a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47])],
  ['a WebP', Buffer.from('WEBPVP8')],
];

async function markedPicture(): Promise<Buffer> {
  const width = 640;
  const pixels = Buffer.alloc(width * 360 * 3);
  for (let i = 0; i < pixels.length; i += 1)
    pixels[i] = mark[Math.floor(((Math.floor(i / 3) % width) * mark.length) / width)] as number;
  // A changing corner, so that the picture never counts as frozen.
  pixels.fill(Date.now() % 256, 0, 300);
  return sharp(pixels, { raw: { width, height: 360, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** What in some bytes looks like a picture or like the mark; nothing where all is well. */
function tracesIn(bytes: Buffer): string[] {
  const found = signatures.filter(([, signature]) => bytes.includes(signature)).map(([name]) => name);
  const row = Buffer.from(mark.flatMap((grey) => Array<number>(6).fill(grey)));
  if (bytes.includes(row)) found.push('the mark as raw pixels');
  if (/[A-Za-z0-9+/]{256,}/.test(bytes.toString('latin1'))) found.push('a long run of base64');
  return found;
}

describe('a marked picture that goes through the whole server', () => {
  let server: VialogServer;
  let snapshots: Server;
  let camera: Camera;
  let live = '';
  const listening = new AbortController();

  beforeAll(async () => {
    snapshots = createServer((_request, response) => {
      void markedPicture().then((jpeg) => response.setHeader('content-type', 'image/jpeg').end(jpeg));
    });
    const port = await freePort();
    await new Promise<void>((resolve) => snapshots.listen(port, '127.0.0.1', resolve));
    server = await VialogServer.start({
      env: { VIALOG_ALLOW_CIDRS: '127.0.0.0/8', VIALOG_LOG_LEVEL: 'trace' },
    });
    void listen();
    camera = await register(server, viewCamera('Marked', `http://127.0.0.1:${port}/cam.jpg`));
    await measuredSlots(server, camera, 'view', { atLeast: 2, limitMs: 90_000 });
  }, 150_000);
  afterAll(async () => {
    listening.abort();
    await server?.remove();
    snapshots?.close();
  });

  async function listen(): Promise<void> {
    const answer = await server.fetch('/v1/live', { signal: listening.signal }).catch(() => undefined);
    try {
      for await (const chunk of answer?.body ?? [])
        live += Buffer.from(chunk as Uint8Array).toString('latin1');
    } catch {
      // The test is over.
    }
  }

  test('leaves no trace in any file, and the search would find one', async () => {
    const files = await filesBelow(server.dataDir);
    expect(files.length).toBeGreaterThan(3);
    const traces = await Promise.all(
      files.map(async (path) => [path, tracesIn(await readFile(path))] as const),
    );
    expect(traces.filter(([, found]) => found.length > 0)).toEqual([]);
    expect(tracesIn(await markedPicture())).toContain('a JPEG');
    const raw = await sharp(await markedPicture())
      .removeAlpha()
      .raw()
      .toBuffer();
    expect(raw.length).toBeGreaterThan(0);
    expect(tracesIn(Buffer.from(mark.flatMap((grey) => Array<number>(6).fill(grey))))).toContain(
      'the mark as raw pixels',
    );
    expect(tracesIn(Buffer.alloc(300, 'Q'))).toContain('a long run of base64');
  });

  test('leaves no trace in the log, in answers or in the live feed', async () => {
    expect(live).toContain('event: count');
    expect(tracesIn(Buffer.from(server.log, 'latin1'))).toEqual([]);
    expect(tracesIn(Buffer.from(live, 'latin1'))).toEqual([]);
    expect(tracesIn(Buffer.from(JSON.stringify(await allEvents(server, ''))))).toEqual([]);
  });

  test('cannot be fetched: a picture of a real camera is never served', async () => {
    const answer = await server.fetch(`/v1/cameras/${camera.cameraId}/still`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'STILL_UNAVAILABLE' });
  });
});
