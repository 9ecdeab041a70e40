import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaptureEvent } from '@vialog/capture';
import type { SamplingPlan } from '@vialog/contracts';
import { parseAddressRanges } from '@vialog/network-guard';
import { describeUnless, missingSystemNeeds, type RtspServer, startRtspServer } from '@vialog/testkit';
import { FfmpegSource } from './ffmpeg-source.ts';
import { FileClip } from './file-clip.ts';
import { resolveHost } from './resolve-host.fixture.ts';

let folder = '';

/** Three coloured stripes, 640 × 360, 10 frames/s, with a tone before them if requested. */
function encode({ clip, output, hasSound, filter = '' }: Form): void {
  const stripes = ['red', 'lime', 'blue'].flatMap((colour, i) => [
    ...['-f', 'lavfi', '-i', `color=${colour}:s=${i === 1 ? 212 : 214}x360:r=10:d=4`],
  ]);
  const sound = hasSound === true ? ['-f', 'lavfi', '-i', 'sine=d=4:r=8000'] : [];
  const tracks = hasSound === true ? ['-map', '3', '-c:a', 'pcm_alaw'] : [];
  const picture = ['-filter_complex', `[0][1][2]hstack=inputs=3${filter}[v]`, ...tracks, '-map', '[v]'];
  const all = [...stripes, ...sound, ...picture, ...output, join(folder, clip)];
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...all]);
}

const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '10'];

interface Form {
  readonly title: string;
  /** Name and FFmpeg options of the clip. */
  readonly clip: string;
  readonly output: readonly string[];
  readonly hasSound?: true;
  readonly filter?: string;
  /** Elements after `filesrc`, for a form that is served over RTSP too. */
  readonly launch?: string;
  readonly aspectRatio?: string;
  /** px; the width that is requested is 320. */
  readonly size?: readonly [number, number];
}

const wide: readonly [number, number] = [320, 180];
const payH264 = 'matroskademux ! h264parse config-interval=1 ! rtph264pay name=pay0';
const forms: readonly Form[] = [
  { title: 'H.264', clip: 'h264.mkv', output: h264, launch: payH264 },
  {
    title: 'H.264 with B-frames',
    clip: 'b.mkv',
    output: ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-g', '10', '-bf', '3'],
    launch: payH264,
  },
  {
    title: 'interlaced H.264',
    clip: 'interlaced.mkv',
    output: [
      '-c:v',
      'libx264',
      '-flags',
      '+ildct+ilme',
      '-x264-params',
      'tff=1',
      '-pix_fmt',
      'yuv420p',
      '-g',
      '10',
    ],
    launch: payH264,
  },
  {
    title: 'H.265',
    clip: 'h265.mkv',
    output: [
      '-c:v',
      'libx265',
      '-preset',
      'ultrafast',
      '-x265-params',
      'log-level=none',
      '-pix_fmt',
      'yuv420p',
      '-g',
      '10',
    ],
    launch: 'matroskademux ! h265parse config-interval=1 ! rtph265pay name=pay0',
  },
  {
    title: 'MJPEG',
    clip: 'mjpeg.mkv',
    // RTP carries no Huffman tables (RFC 2435).
    output: ['-c:v', 'mjpeg', '-q:v', '3', '-huffman', 'default', '-pix_fmt', 'yuvj420p'],
    launch: 'matroskademux ! jpegparse ! rtpjpegpay name=pay0',
  },
  {
    title: 'a variable frame rate',
    clip: 'variable.mkv',
    // Two frames of three.
    filter: ",select='mod(n,3)'",
    output: [...h264, '-fps_mode', 'vfr'],
    launch: payH264,
  },
  {
    title: 'oblong pixels that are declared',
    clip: 'oblong.mkv',
    output: [...h264, '-aspect', '4:3', '-bsf:v', 'h264_metadata=sample_aspect_ratio=3/4'],
    launch: payH264,
    size: [320, 240],
  },
  {
    title: 'oblong pixels that are not declared, with an aspect ratio set by hand',
    clip: 'squeezed.mkv',
    output: h264,
    launch: payH264,
    aspectRatio: '4:3',
    size: [320, 240],
  },
  {
    title: 'sound as the first track',
    clip: 'sound.mkv',
    hasSound: true,
    output: h264,
    launch: `matroskademux name=d d. ! queue ! alawdec ! alawenc ! rtppcmapay pt=97 name=pay1 d. ! queue ! h264parse config-interval=1 ! rtph264pay name=pay0`,
  },
  { title: 'a display matrix that turns the picture', clip: 'turned.mp4', output: h264, size: [320, 569] },
  { title: 'no time stamps', clip: 'bare.h264', output: [...h264, '-f', 'h264'] },
];

async function prepare(form: Form): Promise<void> {
  encode(form);
  const path = join(folder, form.clip);
  if (form.clip === 'turned.mp4') await writeFile(path, turned(await readFile(path)));
}

/** Sets the display matrix of the track header (ISO 14496-12, 8.3.2) to a quarter turn clockwise. */
function turned(clip: Buffer): Buffer {
  const matrix = clip.indexOf('tkhd') + 44;
  [0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30].forEach((value, i) =>
    clip.writeInt32BE(value, matrix + 4 * i),
  );
  return clip;
}

/** A stream that changes from 640 × 360 to 480 × 360 after 2 s. */
async function encodeChangingSize(): Promise<void> {
  const parts = ['640x360', '480x360'].map((size) => {
    const path = join(folder, `${size}.h264`);
    const input = ['-f', 'lavfi', '-i', `color=red:s=${size}:r=10:d=2`];
    execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...input, ...h264, path]);
    return readFile(path);
  });
  await writeFile(join(folder, 'changing.h264'), Buffer.concat(await Promise.all(parts)));
  const files = ['-r', '10', '-i', join(folder, 'changing.h264'), '-c', 'copy', join(folder, 'changing.mkv')];
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...files]);
}

interface Watched {
  readonly transport?: 'tcp' | 'udp';
  readonly aspectRatio?: string | undefined;
  readonly plan?: SamplingPlan;
}

const firstOf = (url: string, watched: Watched): Promise<CaptureEvent | undefined> =>
  firstThat(url, watched, () => true);

async function firstThat(
  url: string,
  { transport = 'tcp', aspectRatio, plan }: Watched,
  matches: (event: CaptureEvent) => boolean,
): Promise<CaptureEvent | undefined> {
  const source = new FfmpegSource({
    clock: { now: () => Date.now(), monotonic: () => performance.now() },
    random: () => 0,
    searchPath: process.env['PATH'] ?? '',
    allowed: parseAddressRanges('127.0.0.0/8'),
    resolve: resolveHost,
    mediaDir: folder,
  });
  const request = {
    stream: { url, transport, ...(aspectRatio === undefined ? {} : { aspectRatio }) },
    plan: plan ?? ({ mode: 'fps', fps: 2 } as const),
    width: 320,
    pixelFormat: 'rgb24' as const,
  };
  for await (const event of source.frames(request, AbortSignal.timeout(900_000)))
    if (matches(event)) return event;
  return undefined;
}

/** Size and stripes of a picture, or the fault. */
function seen(event: CaptureEvent | undefined, isTurned = false): unknown {
  if (event?.kind !== 'picture') return event;
  const { width, height, pixels } = event.picture;
  const stripes = [1, 3, 5].map((sixth) => {
    const [x, y] = isTurned ? [width / 2, (height * sixth) / 6] : [(width * sixth) / 6, height / 2];
    const at = (Math.floor(y) * width + Math.floor(x)) * 3;
    return ['red', 'lime', 'blue'][[0, 1, 2].find((channel) => (pixels[at + channel] ?? 0) > 180) ?? 3];
  });
  return { width, height, stripes };
}

const expected = ({ size = wide }: Form): unknown => ({
  width: size[0],
  height: size[1],
  stripes: ['red', 'lime', 'blue'],
});

describeUnless(missingSystemNeeds(['ffmpeg', 'rtsp-server']), describe)('a stream or clip with', () => {
  const servers: RtspServer[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vialog-forms-'));
    for (const form of forms) await prepare(form);
    await encodeChangingSize();
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await rm(folder, { recursive: true, force: true });
  });

  it.each(forms)('$title is read from a file in its shape', async (form) => {
    const event = await firstOf(`file:///${form.clip}`, form);
    const result = seen(event, form.clip === 'turned.mp4');
    expect(result).toEqual(expected(form));
  });

  const served = forms.filter(({ launch }) => launch !== undefined);
  it.each(served)('$title is read over RTSP, by TCP and UDP, in the shape of the file', async (form) => {
    const launch = `filesrc location=${join(folder, form.clip)} ! ${form.launch}`;
    const server = await startRtspServer({ source: { launch } });
    servers.push(server);
    expect(seen(await firstOf(server.url, form))).toEqual(expected(form));
    expect(seen(await firstOf(server.url, { ...form, transport: 'udp' }))).toEqual(expected(form));
  });

  it('a size that changes is read over RTSP until it changes, and the camera is opened again', async () => {
    const launch = `filesrc location=${join(folder, 'changing.mkv')} ! ${payH264}`;
    const server = await startRtspServer({ source: { launch } });
    servers.push(server);
    const sizes = new Set<string>();
    const last = await firstThat(server.url, {}, (event) => {
      if (event.kind === 'picture') sizes.add(`${event.picture.width}x${event.picture.height}`);
      return event.kind === 'fault';
    });
    expect([...sizes]).toEqual(['320x180']);
    expect(last).toMatchObject({ detail: expect.stringMatching(/changed their format/) });
  });

  it('a size that changes is read from a file to its end, in the shape of its first frame', async () => {
    const clip = new FileClip(join(folder, 'changing.mkv'), process.env['PATH'] ?? '');
    const sizes = [];
    const plan = { mode: 'fps', fps: 1 } as const;
    for await (const { picture } of clip.frames({ plan, width: 320 }, new AbortController().signal))
      sizes.push(`${picture.width}x${picture.height}`);
    expect(sizes).toEqual(Array(4).fill('320x180'));
  });
});
