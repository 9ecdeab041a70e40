import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { describeUnless, missingSystemNeeds } from '@vialog/testkit';
import { TruncatedStream } from './byte-queue.ts';
import { NutError, readNut, type TimedPicture } from './nut-reader.ts';

/** A NUT stream of ffmpeg's own test picture. */
function nut(options: readonly string[], pixelFormat = 'rgb24'): Buffer {
  const output = ['-c:v', 'rawvideo', '-pix_fmt', pixelFormat, '-f', 'nut', '-write_index', '0', 'pipe:1'];
  const result = spawnSync('ffmpeg', ['-nostdin', '-v', 'error', ...options, ...output], { maxBuffer: 1e9 });
  if (result.status !== 0) throw new Error(result.stderr.toString());
  return result.stdout;
}

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve();
    yield bytes.subarray(at, at + size);
  }
}

async function picturesOf(bytes: Uint8Array, chunk = 65_536): Promise<TimedPicture[]> {
  const pictures: TimedPicture[] = [];
  for await (const timed of readNut(inChunks(bytes, chunk), 'rgb24')) pictures.push(timed);
  return pictures;
}

describeUnless(missingSystemNeeds(['ffmpeg']), describe)('readNut', () => {
  const lavfi = (source: string): readonly string[] => ['-f', 'lavfi', '-i', source];

  it.each([1, 7, 1_000, 1e6])('reads pictures in chunks of %i bytes', async (chunk) => {
    const pictures = await picturesOf(nut(lavfi('testsrc2=s=32x18:r=25:d=0.4')), chunk);
    expect(pictures.map(({ streamMs }) => streamMs)).toEqual([0, 40, 80, 120, 160, 200, 240, 280, 320, 360]);
    for (const { picture } of pictures) {
      expect(picture).toMatchObject({ width: 32, height: 18 });
      expect(picture.pixels).toHaveLength(32 * 18 * 3);
    }
  });

  it('returns every pixel as ffmpeg wrote it', async () => {
    const source = lavfi('testsrc2=s=33x17:r=5:d=1');
    const raw = spawnSync('ffmpeg', [
      '-v',
      'error',
      ...source,
      '-pix_fmt',
      'rgb24',
      '-f',
      'rawvideo',
      'pipe:1',
    ]);
    const pixels = (await picturesOf(nut(source))).map(({ picture }) => Buffer.from(picture.pixels));
    expect(Buffer.concat(pixels).equals(raw.stdout)).toBe(true);
  });

  it.each([
    ['an odd rate', '30000/1001', 1_001 / 30],
    ['one frame in 20 s', '1/20', 20_000],
    ['many frames', '90000', 1 / 90],
  ])('reads the time stamps of %s', async (_title, rate, stepMs) => {
    const pictures = await picturesOf(nut([...lavfi(`testsrc2=s=16x16:r=${rate}`), '-frames:v', '50']));
    pictures.forEach(({ streamMs }, i) => expect(streamMs).toBeCloseTo(i * stepMs, 3));
    expect(pictures).toHaveLength(50);
  });

  it('reads time stamps that start after a month and have pauses', async () => {
    const shifted = "setpts='PTS+30*86400/TB+gte(N,3)*3600/TB'";
    const stream = nut([...lavfi('testsrc2=s=16x16:r=10:d=0.6'), '-vf', shifted, '-fps_mode', 'passthrough']);
    const times = (await picturesOf(stream)).map(({ streamMs }) => Math.round(streamMs));
    const first = times[0] as number;
    expect(times.map((ms) => ms - first)).toEqual([0, 100, 200, 3_600_300, 3_600_400, 3_600_500]);
  });

  it('reports a stream that ends in the middle of a picture, after it returned the pictures before', async () => {
    const whole = nut(lavfi('testsrc2=s=32x18:r=25:d=0.2'));
    const seen: number[] = [];
    const reading = (async () => {
      for await (const { streamMs } of readNut(
        inChunks(whole.subarray(0, whole.length - 10), 100),
        'rgb24',
      )) {
        seen.push(streamMs);
      }
    })();
    await expect(reading).rejects.toThrow(TruncatedStream);
    expect(seen).toEqual([0, 40, 80, 120]);
  });

  it('rejects pictures in another format than rgb24', async () => {
    await expect(picturesOf(nut(lavfi('testsrc2=s=32x18:r=25:d=0.2'), 'gray'))).rejects.toThrow(
      /of 576 bytes where 1728/,
    );
  });

  it('rejects data that is not a NUT stream, and returns no pictures for an empty stream', async () => {
    await expect(picturesOf(Buffer.alloc(1_000, 'garbage '))).rejects.toThrow(NutError);
    expect(await picturesOf(Buffer.alloc(0))).toEqual([]);
  });

  it('ends with bounded memory when any byte of a header is damaged', async () => {
    const whole = nut(lavfi('testsrc2=s=8x8:r=25:d=0.12'));
    for (let at = 25; at < 400 && at < whole.length; at += 1) {
      const broken = Buffer.from(whole);
      broken[at] = (broken[at] as number) ^ 0xff;
      await picturesOf(broken).catch((error: unknown) => {
        expect(
          error instanceof NutError || error instanceof TruncatedStream || error instanceof RangeError
            ? ''
            : error,
        ).toBe('');
      });
    }
  });
});
