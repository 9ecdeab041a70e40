import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Camera } from '@vialog/contracts';
import { describeUnless, freePort, makeClip, missingSystemNeeds, VialogServer } from '@vialog/testkit';
import sharp from 'sharp';
import { allEvents, measuredSlots } from './asking.ts';
import { register, viewCamera } from './cameras.ts';
import { filesBelow, markedPicture, pictureWidth as width, tracesInFiles } from './marked-picture.ts';
import { mark, tracesIn } from './picture-traces.ts';

/** The temp folder given to the server; others of this name are of other runs of this test. */
const tempPrefix = 'vialog-canary-';

/** What this product calls its files and folders in the temp folder of the system. */
const ownTempNames = async (): Promise<string[]> =>
  (await readdir(tmpdir())).filter((name) => name.startsWith('vialog'));

describe('the search for traces', () => {
  /** The picture as the server decodes it, so wide, RGB. */
  const decoded = async (pixels: number): Promise<Buffer> =>
    sharp(await markedPicture())
      .resize({ width: pixels })
      .removeAlpha()
      .raw()
      .toBuffer();
  const planesOf = (rgb: Buffer): number[] =>
    [0, 1, 2].flatMap((channel) => [...rgb].filter((_, i) => i % 3 === channel));
  const floatsOf = (values: readonly number[], of: (value: number) => number): Buffer =>
    Buffer.from(Float32Array.from(values, of).buffer);

  test.each([640, 416])('finds the decoded picture, %d pixels wide, wherever it begins', async (pixels) => {
    const rgb = await decoded(pixels);
    expect(tracesIn(rgb)).toContain('pixels of the mark');
    expect(tracesIn(Buffer.concat([Buffer.from('before'), rgb.subarray(1000)]))).toContain(
      'pixels of the mark',
    );
    const oneRow = rgb.subarray(100 * pixels * 3, 101 * pixels * 3);
    expect(tracesIn(oneRow)).toContain('pixels of the mark');
    expect(tracesIn(Buffer.from(planesOf(rgb)))).toContain('pixels of the mark');
  });

  test.each([
    ['0..255', (value: number) => value],
    ['0..1', (value: number) => value / 255],
    ['around 0', (value: number) => (value - 116.28) / 57.12],
  ])('finds what a detector is given: planes of floats %s', async (_range, of) => {
    const floats = floatsOf(planesOf(await decoded(416)), of);
    expect(tracesIn(floats)).toContain('pixels of the mark as floats');
    expect(tracesIn(Buffer.concat([Buffer.from('a'), floats]))).toContain('pixels of the mark as floats');
  });

  test('finds encoded pictures', async () => {
    expect(tracesIn(await markedPicture())).toContain('a JPEG');
    expect(tracesIn(await sharp(await markedPicture()).png().toBuffer())).toContain('a PNG'); // prettier-ignore
    expect(tracesIn(Buffer.alloc(300, 'Q'))).toContain('a long run of base64');
  });

  test('finds nothing in numbers', () => {
    const slots = Array.from({ length: 20_000 }, (_, i) => ({ slot: i, counts: { car: (i * 7) % 41 } }));
    const figures = slots.map(({ counts }) => counts.car);
    expect(tracesIn(Buffer.from(JSON.stringify(slots)))).toEqual([]);
    expect(tracesIn(Buffer.from(Int32Array.from(figures).buffer))).toEqual([]);
    expect(tracesIn(Buffer.from(Float64Array.from(figures).buffer))).toEqual([]);
    expect(tracesIn(floatsOf(figures, Number))).toEqual([]);
    expect(tracesIn(Buffer.alloc(100_000))).toEqual([]);
  });
});

describe('a marked picture that goes through the whole server', () => {
  let server: VialogServer;
  let snapshots: Server;
  let camera: Camera;
  let serverTemp = '';
  let mediaDir = '';
  let tempNamesBefore: readonly string[] = [];
  let live = '';
  const listening = new AbortController();

  beforeAll(async () => {
    snapshots = createServer((_request, response) => {
      void markedPicture().then((jpeg) => response.setHeader('content-type', 'image/jpeg').end(jpeg));
    });
    const port = await freePort();
    await new Promise<void>((resolve) => snapshots.listen(port, '127.0.0.1', resolve));
    tempNamesBefore = await ownTempNames();
    serverTemp = await mkdtemp(join(tmpdir(), tempPrefix));
    mediaDir = await mkdtemp(join(tmpdir(), 'canary-media-'));
    server = await VialogServer.start({
      env: {
        VIALOG_ALLOW_CIDRS: '127.0.0.0/8',
        VIALOG_LOG_LEVEL: 'trace',
        VIALOG_MEDIA_DIR: mediaDir,
        TMPDIR: serverTemp,
      },
    });
    void listen();
    camera = await register(server, viewCamera('Marked', `http://127.0.0.1:${port}/cam.jpg`));
    await measuredSlots(server, camera, 'view', { atLeast: 2, limitMs: 90_000 });
  }, 150_000);
  afterAll(async () => {
    listening.abort();
    await server?.remove();
    snapshots?.close();
    for (const folder of [serverTemp, mediaDir]) await rm(folder, { recursive: true, force: true });
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

  async function tracesOnDisk(): Promise<Record<string, string[]>> {
    const files = [...(await filesBelow(server.dataDir)), ...(await filesBelow(serverTemp))];
    expect(files.length).toBeGreaterThan(3);
    return tracesInFiles(files);
  }

  /** Children know no TMPDIR. Others may write pictures of their own beside them: only the mark counts here. */
  async function marksInSystemTemp(): Promise<string[]> {
    const isOurs = (name: string) => !name.startsWith(tempPrefix) || serverTemp.endsWith(name);
    const since = (await ownTempNames()).filter((name) => !tempNamesBefore.includes(name) && isOurs(name));
    const paths = await Promise.all(
      since.map((name) => filesBelow(join(tmpdir(), name)).catch(() => [join(tmpdir(), name)])),
    );
    const traces = Object.values(await tracesInFiles(paths.flat())).flat();
    return traces.filter((found) => found.includes('mark'));
  }

  test('leaves no trace in any file of its data or in temp folders', async () => {
    expect(await tracesOnDisk()).toEqual({});
    expect(await marksInSystemTemp()).toEqual([]);
  });

  test('would be found there', async () => {
    const planted = join(serverTemp, 'planted');
    await writeFile(planted, await sharp(await markedPicture()).raw().toBuffer()); // prettier-ignore
    const found = [(await tracesOnDisk())[planted], await marksInSystemTemp()];
    await rm(planted);
    for (const traces of found) expect(traces).toContain('pixels of the mark');
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

  describeUnless(missingSystemNeeds(['ffmpeg']), describe)('and as a clip through ffmpeg', () => {
    beforeAll(async () => {
      const stripes = mark.map((grey) => `0x${grey.toString(16).padStart(2, '0').repeat(3)}`);
      makeClip({ path: join(mediaDir, 'marked.mp4'), width, height: 360, seconds: 5, stripes });
      const clip = await register(server, viewCamera('Marked clip', 'file:///marked.mp4'));
      await measuredSlots(server, clip, 'view', { atLeast: 2, limitMs: 90_000 });
    }, 150_000);

    test('leaves no trace either', async () => {
      expect(await tracesOnDisk()).toEqual({});
      expect(await marksInSystemTemp()).toEqual([]);
      expect(tracesIn(Buffer.from(server.log, 'latin1'))).toEqual([]);
      expect(tracesIn(Buffer.from(live, 'latin1'))).toEqual([]);
    });
  });
});
