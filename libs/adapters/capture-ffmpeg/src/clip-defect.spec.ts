import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaptureEvent } from '@vialog/capture';
import { describeUnless, makeClip, missingSystemNeeds } from '@vialog/testkit';
import { execFileSync } from 'node:child_process';
import { announcedMsOf, describeDefect, readMsOf } from './clip-defect.ts';
import { FfmpegSource } from './ffmpeg-source.ts';
import { FileClip } from './file-clip.ts';
import { resolveHost } from './resolve-host.fixture.ts';

const searchPath = process.env['PATH'] ?? '';
let folder = '';

describe('describeDefect', () => {
  it.each([
    [10_000, 10_000],
    [10_000, 9_600],
    [600_000, 590_000],
    [undefined, 5_000],
    [10_000, undefined],
    [10_000, 12_000],
  ])('reports nothing for %s ms announced and %s ms read', (announced, read) => {
    expect(describeDefect(announced, read)).toBeUndefined();
  });

  it('reports what can be read of what is announced', () => {
    expect(describeDefect(12_000, 7_200)).toMatch(/announces 12\.0 s, and only 7\.2 s of it can be read/);
  });

  it('reads durations of more than an hour, and none where there is none', () => {
    expect(announcedMsOf('  Duration: 01:02:03.50, start: 0.0, bitrate: 1 kb/s')).toBe(3_723_500);
    expect(announcedMsOf('  Duration: N/A, start: 0.0')).toBeUndefined();
    expect(readMsOf('out_time_us=1000000\nprogress=continue\nout_time_us=7200000\nprogress=end\n')).toBe(
      7_200,
    );
    expect(readMsOf('out_time_us=N/A\n')).toBeUndefined();
  });
});

describeUnless(missingSystemNeeds(['ffmpeg']), describe)('a clip that breaks off', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vialog-broken-'));
    const clip = join(folder, 'whole.mp4');
    makeClip({ path: clip, width: 320, height: 180, seconds: 12, stripes: ['red', 'lime', 'blue'] });
    for (const name of ['fast.mp4', 'clip.mkv', 'clip.avi', 'clip.flv'])
      execFileSync('ffmpeg', [
        '-v',
        'error',
        '-y',
        '-i',
        clip,
        '-c',
        'copy',
        '-movflags',
        '+faststart',
        join(folder, name),
      ]);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function cut(name: string, share: number): Promise<string> {
    const bytes = await readFile(join(folder, name));
    const path = join(folder, `cut-${name}`);
    await writeFile(path, bytes.subarray(0, bytes.length * share));
    return path;
  }

  async function defectOf(path: string): Promise<string | undefined> {
    const clip = new FileClip(path, searchPath);
    const { signal } = new AbortController();
    const plan = { mode: 'interval', intervalMs: 5_000 } as const;
    for await (const picture of clip.frames({ plan, width: 64 }, signal)) void picture;
    return clip.defect(signal);
  }

  it.each(['fast.mp4', 'clip.mkv', 'clip.avi', 'clip.flv'])(
    'a clip that breaks off is reported with its length (%s)',
    async (name) => {
      expect(await defectOf(join(folder, name))).toBeUndefined();
      expect(await defectOf(await cut(name, 0.6))).toMatch(
        /announces 12\.\d s, and only [5-8]\.\d s|breaks off after \d\.\d s/,
      );
    },
  );

  it('a clip is reported when bytes in it are wrong', async () => {
    const bytes = await readFile(join(folder, 'fast.mp4'));
    bytes.fill(0x55, bytes.length / 2, bytes.length / 2 + 2_000);
    const path = join(folder, 'flipped.mp4');
    await writeFile(path, bytes);
    expect(await defectOf(path)).toMatch(/damaged/);
  });

  it('a clip that breaks off is played by a camera and reported once, as a fault beside its pictures', async () => {
    await cut('fast.mp4', 0.6);
    const source = new FfmpegSource({
      clock: { now: () => Date.now(), monotonic: () => performance.now() },
      random: () => 0,
      searchPath,
      allowed: [],
      resolve: resolveHost,
      mediaDir: folder,
    });
    const request = {
      stream: { url: 'file:///cut-fast.mp4', transport: 'tcp' as const },
      plan: { mode: 'fps', fps: 2 } as const,
      width: 64,
      pixelFormat: 'rgb24' as const,
    };
    const events: CaptureEvent[] = [];
    for await (const event of source.frames(request, AbortSignal.timeout(900_000))) {
      events.push(event);
      const fault = events.findIndex(({ kind }) => kind === 'fault');
      if (fault >= 0 && events.length > fault + 2) break;
    }
    const faults = events.filter(({ kind }) => kind === 'fault');
    expect(faults).toEqual([
      expect.objectContaining({ continues: true, detail: expect.stringMatching(/announces 12\.0 s/) }),
    ]);
  });
});
