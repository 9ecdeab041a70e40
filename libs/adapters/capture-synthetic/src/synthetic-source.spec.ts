import { describe, expect, test } from '@jest/globals';
import type { CaptureEvent } from '@vialog/capture';
import type { Picture } from '@vialog/contracts';
import sharp from 'sharp';
import { LotPainter } from './lot-painter.ts';
import { parseLotUrl } from './lot-scene.ts';
import { paintStill } from './paint-still.ts';
import { SyntheticSource } from './synthetic-source.ts';

const noon = Date.UTC(2026, 5, 1, 12);
const wallClock = { now: () => Date.now(), monotonic: () => performance.now() };
const paint = (url: string, at: number, width = 320) => new LotPainter(parseLotUrl(url), width).paint(at);
const meanOf = (picture: Picture) =>
  picture.pixels.reduce((sum, value) => sum + value, 0) / picture.pixels.length;

describe('LotPainter', () => {
  test('paints the same pixels for the same seed and moment with another painter', async () => {
    expect(
      Buffer.compare(
        (await paint('synthetic:lot?seed=5', noon)).pixels,
        (await paint('synthetic:lot?seed=5', noon)).pixels,
      ),
    ).toBe(0);
  });

  test('paints other sensor noise and the same scene a second later', async () => {
    const [a, b] = [
      await paint('synthetic:lot?seed=5', noon),
      await paint('synthetic:lot?seed=5', noon + 1000),
    ];
    expect(Buffer.compare(a.pixels, b.pixels)).not.toBe(0);
    expect(Math.abs(meanOf(a) - meanOf(b))).toBeLessThan(0.5);
  });

  test('paints the requested width, at most the width of the scene', async () => {
    expect(await paint('synthetic:lot', noon, 749)).toMatchObject({ width: 749, height: 421 });
    expect(await paint('synthetic:lot', noon, 4000)).toMatchObject({ width: 1280, height: 720 });
  });

  test('paints a darker picture at dusk, black when dark, and identical pixels when frozen', async () => {
    expect(meanOf(await paint('synthetic:lot?light=dusk', noon))).toBeLessThan(
      meanOf(await paint('synthetic:lot', noon)) * 0.75,
    );
    expect(meanOf(await paint('synthetic:lot?fault=dark', noon))).toBeLessThan(5);
    const frozen = [
      await paint('synthetic:lot?fault=frozen', noon),
      await paint('synthetic:lot?fault=frozen', noon + 90_000),
    ];
    expect(Buffer.compare(frozen[0]?.pixels as Uint8Array, frozen[1]?.pixels as Uint8Array)).toBe(0);
  });

  test('paints a still as JPEG', async () => {
    expect(await sharp(await paintStill(parseLotUrl('synthetic:lot'), noon)).metadata()).toMatchObject({
      format: 'jpeg',
      width: 1280,
    });
  });
});

describe('SyntheticSource', () => {
  async function take(url: string, many: number): Promise<CaptureEvent[]> {
    const stop = new AbortController();
    const seen: CaptureEvent[] = [];
    const request = {
      stream: { url, transport: 'tcp' as const },
      plan: { mode: 'interval' as const, intervalMs: 200 },
      width: 160,
      pixelFormat: 'rgb24' as const,
    };
    for await (const event of new SyntheticSource(wallClock).frames(request, stop.signal)) {
      seen.push(event);
      if (seen.length === many) stop.abort();
    }
    return seen;
  }

  test('delivers pictures at the interval of the plan and ends when the signal aborts', async () => {
    const seen = await take('synthetic:lot?seed=2', 3);
    const times = seen.map((event) => (event.kind === 'picture' ? event.capturedAt : 0));
    expect(times).toHaveLength(3);
    // Timers can fire late on a loaded machine, but not early, so each picture is from another interval.
    expect((times[2] as number) - (times[1] as number)).toBeGreaterThan(100);
  });

  test('reports a fault instead of a picture when the cable of the scene is cut', async () => {
    expect(await take('synthetic:lot?fault=cut', 1)).toEqual([
      expect.objectContaining({ kind: 'fault', reason: 'offline' }),
    ]);
  });

  test('reports the expected URL when the scene does not exist', async () => {
    expect(await take('synthetic:moon', 1)).toEqual([
      expect.objectContaining({ kind: 'fault', detail: expect.stringMatching(/expected synthetic:lot/) }),
    ]);
  });
});
