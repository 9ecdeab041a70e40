import { describe, expect, test } from '@jest/globals';
import type { CaptureEvent } from '@vialog/capture';
import type { Picture } from '@vialog/contracts';
import sharp from 'sharp';
import { LotPainter, paintStill } from './lot-painter.ts';
import { parseLotUrl } from './lot-scene.ts';
import { SyntheticSource } from './synthetic-source.ts';

const noon = Date.UTC(2026, 5, 1, 12);
const wallClock = { now: () => Date.now(), monotonic: () => performance.now() };
const paint = (url: string, at: number, width = 320) => new LotPainter(parseLotUrl(url), width).paint(at);
const meanOf = (picture: Picture) =>
  picture.pixels.reduce((sum, value) => sum + value, 0) / picture.pixels.length;

describe('a painted lot', () => {
  test('is the same picture for the same seed and moment, from another painter too', async () => {
    expect(
      Buffer.compare(
        (await paint('synthetic:lot?seed=5', noon)).pixels,
        (await paint('synthetic:lot?seed=5', noon)).pixels,
      ),
    ).toBe(0);
  });

  test('carries sensor noise: a second later the pixels differ and the scene does not', async () => {
    const [a, b] = [
      await paint('synthetic:lot?seed=5', noon),
      await paint('synthetic:lot?seed=5', noon + 1000),
    ];
    expect(Buffer.compare(a.pixels, b.pixels)).not.toBe(0);
    expect(Math.abs(meanOf(a) - meanOf(b))).toBeLessThan(0.5);
  });

  test('comes in the width asked for, never above its own', async () => {
    expect(await paint('synthetic:lot', noon, 749)).toMatchObject({ width: 749, height: 421 });
    expect(await paint('synthetic:lot', noon, 4000)).toMatchObject({ width: 1280, height: 720 });
  });

  test('is darker at dusk, black when dark, and still when frozen', async () => {
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

  test('can be shown as a JPEG', async () => {
    expect(await sharp(await paintStill(parseLotUrl('synthetic:lot'), noon)).metadata()).toMatchObject({
      format: 'jpeg',
      width: 1280,
    });
  });
});

describe('a synthetic source', () => {
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
    // Timers may fire late on a loaded machine, and never early: no two pictures are of one interval.
    expect((times[2] as number) - (times[1] as number)).toBeGreaterThan(100);
  });

  test('reports a fault instead of a picture when the cable of the scene is cut', async () => {
    expect(await take('synthetic:lot?fault=cut', 1)).toEqual([
      expect.objectContaining({ kind: 'fault', reason: 'offline' }),
    ]);
  });

  test('reports what was expected when the scene does not exist', async () => {
    expect(await take('synthetic:moon', 1)).toEqual([
      expect.objectContaining({ kind: 'fault', detail: expect.stringMatching(/expected synthetic:lot/) }),
    ]);
  });
});
