import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { CaptureRequest, Credentials, StreamNote } from '@vialog/capture';
import { parseAddressRanges } from '@vialog/network-guard';
import {
  describeUnless,
  makeClip,
  missingSystemNeeds,
  startRtspServer,
  type RtspServer,
} from '@vialog/testkit';
import { FfmpegSource } from './ffmpeg-source.ts';
import { resolveHost } from './resolve-host.fixture.ts';

let folder = '';
let server: RtspServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vialog-notes-'));
  makeClip({
    path: join(folder, 'clip.mp4'),
    width: 320,
    height: 180,
    seconds: 4,
    stripes: ['red', 'blue'],
    gop: 10,
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Reads until the second key frame or the first fault. */
async function notesOf(url: string, credentials?: Credentials): Promise<StreamNote[]> {
  const source = new FfmpegSource({
    clock: { now: () => Date.now(), monotonic: () => performance.now() },
    random: () => 0,
    searchPath: process.env['PATH'] ?? '',
    allowed: parseAddressRanges('127.0.0.0/8'),
    resolve: resolveHost,
    mediaDir: folder,
  });
  const notes: StreamNote[] = [];
  const found = new AbortController();
  const request: CaptureRequest = {
    stream: { url, transport: 'tcp' },
    plan: { mode: 'keyframes' },
    width: 320,
    pixelFormat: 'rgb24',
    ...(credentials && { credentials }),
    onNote: (note) => {
      notes.push(note);
      if (keys(notes).length === 2) found.abort();
    },
  };
  for await (const event of source.frames(request, found.signal)) if (event.kind === 'fault') break;
  return notes;
}

const packets = (notes: readonly StreamNote[]) => notes.filter((note) => note.kind === 'packet');
const keys = (notes: readonly StreamNote[]) => packets(notes).filter((note) => note.isKey);

describeUnless(missingSystemNeeds(['ffmpeg', 'rtsp-server']), describe)('notes of a stream', () => {
  test('a source of key frames reports the codec of a clip and each of its encoded pictures', async () => {
    const notes = await notesOf('file:///clip.mp4');
    expect(notes[0]).toEqual({ kind: 'codec', codec: 'h264' });
    expect(packets(notes)).toHaveLength(11);
    const [first, second] = keys(notes).map(({ streamMs }) => streamMs ?? Number.NaN);
    expect((second ?? 0) - (first ?? 0)).toBeCloseTo(400, 0);
  });

  test('an RTSP camera with authentication reports its challenge and its key frames', async () => {
    const login = { username: 'viewer', password: 'S3cret-hunter2' };
    const source = { pattern: 'smpte', width: 320, height: 180 };
    server = await startRtspServer({
      source,
      fps: 10,
      gop: 5,
      authentication: { method: 'digest', ...login },
    });
    const notes = await notesOf(server.url, login);
    expect(notes[0]).toEqual({ kind: 'challenge', schemes: expect.arrayContaining(['Digest MD5']) });
    expect(notes).toContainEqual({ kind: 'codec', codec: 'h264' });
    expect(keys(notes).length).toBeGreaterThanOrEqual(2);
    expect(JSON.stringify(notes)).not.toContain(login.password);
  });
});
