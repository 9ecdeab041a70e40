import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Camera } from '@vialog/contracts';
import { describeUnless, freePort, makeClip, missingSystemNeeds, VialogServer } from '@vialog/testkit';
import sharp from 'sharp';
import { allEvents, measuredSlots, hangGuardMs } from './queries.ts';
import { register, viewCamera } from './cameras.ts';
import { filesBelow, markedPicture, pictureWidth as width, tracesInFiles } from './marked-picture.ts';
import { mark, tracesIn } from './picture-traces.ts';
import { picturesOf } from './stills.ts';
import { commandOf, environmentOf, openForWriting, treeOf } from './processes.ts';

jest.setTimeout(hangGuardMs);

const withoutFfmpeg = missingSystemNeeds(['ffmpeg']);

/** Whether the permission model of Node.js denies a process to write files. */
const mayNotWrite = (command: string): boolean =>
  command.includes(' --permission ') && !command.includes('--allow-fs-write');

describe('the detection of picture traces', () => {
  /** The picture as the server decodes it: RGB, `pixels` wide. */
  const decoded = async (pixels: number): Promise<Buffer> =>
    sharp(await markedPicture())
      .resize({ width: pixels })
      .removeAlpha()
      .raw()
      .toBuffer();
  const planesOf = (rgb: Buffer): number[] =>
    [0, 1, 2].flatMap((channel) =>
      Array.from({ length: rgb.length / 3 }, (_, i) => rgb[3 * i + channel] as number),
    );
  const floatsOf = (values: readonly number[], of: (value: number) => number): Buffer =>
    Buffer.from(Float32Array.from(values, of).buffer);

  test.each([640, 416])('tracesIn finds a decoded picture %d pixels wide at any offset', async (pixels) => {
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
  ])('tracesIn finds the input of a detector: planes of floats %s', async (_range, of) => {
    const floats = floatsOf(planesOf(await decoded(416)), of);
    expect(tracesIn(floats)).toContain('pixels of the mark as floats');
    expect(tracesIn(Buffer.concat([Buffer.from('a'), floats]))).toContain('pixels of the mark as floats');
  });

  test('tracesIn finds encoded pictures', async () => {
    expect(tracesIn(await markedPicture())).toContain('a JPEG');
    expect(
      tracesIn(
        await sharp(await markedPicture())
          .png()
          .toBuffer(),
      ),
    ).toContain('a PNG');
    expect(tracesIn(Buffer.alloc(300, 'Q'))).toContain('a long run of base64');
  });

  test('tracesIn finds no trace in numeric data', () => {
    const slots = Array.from({ length: 20_000 }, (_, i) => ({ slot: i, counts: { car: (i * 7) % 41 } }));
    const figures = slots.map(({ counts }) => counts.car);
    expect(tracesIn(Buffer.from(JSON.stringify(slots)))).toEqual([]);
    expect(tracesIn(Buffer.from(Int32Array.from(figures).buffer))).toEqual([]);
    expect(tracesIn(Buffer.from(Float64Array.from(figures).buffer))).toEqual([]);
    expect(tracesIn(floatsOf(figures, Number))).toEqual([]);
    expect(tracesIn(Buffer.alloc(100_000))).toEqual([]);
  });
});

describe('a marked picture that passes through the server', () => {
  let server: VialogServer;
  let snapshots: Server;
  let camera: Camera;
  let clip: Camera;
  let serverTemp = '';
  let mediaDir = '';
  /** Files in any folder that a process of the server had open for writing. */
  const written = new Set<string>();
  let live = '';
  const listening = new AbortController();
  /** Stills and pictures with outlines that the server sent. */
  const shown: Buffer[] = [];

  beforeAll(async () => {
    snapshots = createServer((_request, response) => {
      void markedPicture().then((jpeg) => response.setHeader('content-type', 'image/jpeg').end(jpeg));
    });
    const port = await freePort();
    await new Promise<void>((resolve) => snapshots.listen(port, '127.0.0.1', resolve));
    serverTemp = await mkdtemp(join(tmpdir(), 'vialog-canary-'));
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
    void watchFiles();
    camera = await register(server, viewCamera('Marked', `http://127.0.0.1:${port}/cam.jpg`));
    if (withoutFfmpeg === undefined) clip = await register(server, markedClip());
    await measuredSlots(server, camera, 'view', { atLeast: 2 });
    shown.push(...(await picturesOf(server, `/v1/cameras/${camera.cameraId}`, {})));
    const stream = { url: camera.stream.url };
    shown.push(...(await picturesOf(server, '/v1/streams', { stream })));
  });
  afterAll(async () => {
    listening.abort();
    await server?.remove();
    snapshots?.close();
    for (const folder of [serverTemp, mediaDir]) await rm(folder, { recursive: true, force: true });
  });

  async function listen(): Promise<void> {
    const reply = await server.fetch('/v1/live', { signal: listening.signal }).catch(() => undefined);
    try {
      for await (const chunk of reply?.body ?? [])
        live += Buffer.from(chunk as Uint8Array).toString('latin1');
    } catch {
      // The test has ended.
    }
  }

  function markedClip() {
    const stripes = mark.map((grey) => `0x${grey.toString(16).padStart(2, '0').repeat(3)}`);
    makeClip({ path: join(mediaDir, 'marked.mp4'), width, height: 360, seconds: 5, stripes });
    return viewCamera('Marked clip', 'file:///marked.mp4');
  }

  async function watchFiles(): Promise<void> {
    for (; !listening.signal.aborted; await wait(250))
      for (const path of treeOf(server.pid).flatMap(openForWriting)) written.add(path);
  }

  async function tracesOnDisk(): Promise<Record<string, string[]>> {
    const files = [...(await filesBelow(server.dataDir)), ...(await filesBelow(serverTemp))];
    expect(files.length).toBeGreaterThan(3);
    return tracesInFiles([...new Set([...files, ...written])]);
  }

  /** Command lines of server processes that could write to another temp folder than that of the server. */
  const writersElsewhere = (): string[] =>
    treeOf(server.pid)
      .filter((pid) => !environmentOf(pid).includes(`TMPDIR=${serverTemp}`))
      .map(commandOf)
      .filter((command) => command !== '' && !mayNotWrite(command));

  test('a marked picture leaves no trace in the data folder, the temp folder or any file that the server had open', async () => {
    expect(await tracesOnDisk()).toEqual({});
  });

  test('the check finds a picture that is written to the temp folder', async () => {
    const [writtenPicture, elsewhere] = [join(serverTemp, 'written'), join(mediaDir, 'elsewhere')];
    await writeFile(
      writtenPicture,
      await sharp(await markedPicture())
        .raw()
        .toBuffer(),
    );
    expect((await tracesOnDisk())[writtenPicture]).toContain('pixels of the mark');
    await rm(writtenPicture);
    const file = await open(elsewhere, 'w');
    expect(openForWriting(process.pid)).toContain(elsewhere);
    await file.close();
    expect([...written].some((path) => path.startsWith(server.dataDir))).toBe(true);
  });

  test('a marked picture leaves no trace in the log, in replies or in the live feed', async () => {
    expect(live).toContain('event: count');
    expect(tracesIn(Buffer.from(server.log, 'latin1'))).toEqual([]);
    expect(tracesIn(Buffer.from(live, 'latin1'))).toEqual([]);
    expect(tracesIn(Buffer.from(JSON.stringify(await allEvents(server, ''))))).toEqual([]);
  });

  test('stills and outlines were sent without a trace being kept', () => {
    expect(shown).toHaveLength(4);
    for (const picture of shown) expect(tracesIn(picture)).toEqual(['a JPEG']);
    expect(server.log).toContain('still grant opened');
    expect(server.log).toContain('Check the canary');
    for (const picture of shown)
      expect(server.log).not.toContain(picture.subarray(200, 232).toString('latin1'));
  });

  describeUnless(withoutFfmpeg, describe)('a marked clip that is read by ffmpeg', () => {
    beforeAll(async () => {
      await measuredSlots(server, clip, 'view', { atLeast: 2 });
    });

    test('a marked clip leaves no trace in files, log or live feed', async () => {
      // ffmpeg gets no temp folder and needs none; its open files are watched.
      expect(writersElsewhere()).toEqual([expect.stringMatching(/^\S*ffmpeg .*marked\.mp4/)]);
      expect(await tracesOnDisk()).toEqual({});
      expect(tracesIn(Buffer.from(server.log, 'latin1'))).toEqual([]);
      expect(tracesIn(Buffer.from(live, 'latin1'))).toEqual([]);
    });
  });
});
