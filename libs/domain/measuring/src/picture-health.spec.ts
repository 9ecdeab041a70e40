import { describe, expect, it } from '@jest/globals';
import { PictureHealth } from './picture-health.ts';
import { pictureSigns } from './picture-signs.ts';

/** A reproducible picture: a gradient with noise. */
function picture(seed: number, gain = 1, offset = 0) {
  const pixels = new Uint8Array(64 * 36 * 3);
  let state = seed;
  for (let i = 0; i < pixels.length; i += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    pixels[i] = Math.min(255, offset + gain * ((i % 192) + (state >>> 29)));
  }
  return { width: 64, height: 36, format: 'rgb24' as const, pixels };
}

describe('PictureHealth and pictureSigns', () => {
  it('reports no fault for pictures that change', () => {
    const health = new PictureHealth();
    for (let s = 0; s < 200; s += 1) expect(health.judge(pictureSigns(picture(s)), s * 1000)).toBeUndefined();
  });

  it('reports a picture as frozen when no bit has changed for more than a minute', () => {
    const health = new PictureHealth();
    const still = pictureSigns(picture(1));
    expect([0, 30_000, 60_000, 60_001, 90_000].map((at) => health.judge(still, at))).toEqual([
      undefined,
      undefined,
      undefined,
      'frozen',
      'frozen',
    ]);
    expect(health.judge(pictureSigns(picture(2)), 91_000)).toBeUndefined();
  });

  /** Noise of ±1 on a pixel of each row and column of cells, like the noise of a sensor after compression. */
  const noisy = (seed: number, share = 1) => {
    const seen = picture(1);
    let state = seed + 1;
    for (let i = 0; i < seen.pixels.length * share; i += 1) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      if (state >>> 28 === 0) seen.pixels[i]! ^= 1;
    }
    return seen;
  };
  /** A still picture with a clock in the upper left corner that shows the second. */
  const withClock = (second: number, shown = picture(1)) => {
    for (let row = 1; row < 4; row += 1)
      for (let i = 6; i < 30; i += 1) shown.pixels[row * 64 * 3 + i] = hash(second * 97 + row * 13 + i) % 256;
    return shown;
  };
  const hash = (value: number): number => Math.imul(value ^ 0x9e3779b1, 0x85ebca6b) >>> 13;
  const verdicts = (seconds: number, shown: (second: number) => ReturnType<typeof picture>) => {
    const health = new PictureHealth();
    return Array.from({ length: seconds }, (_, s) => health.judge(pictureSigns(shown(s)), s * 1000));
  };
  const frozenFrom = (found: readonly unknown[]): number => found.indexOf('frozen');

  it('reports a still picture with a running clock as frozen after a minute', () => {
    const found = verdicts(95, (s) => withClock(s));
    expect(frozenFrom(found)).toBe(61);
    expect(found.slice(61)).toEqual(Array(34).fill('frozen'));
  });

  it('reports a still picture with a clock of minutes and a blinking point as frozen', () => {
    expect(frozenFrom(verdicts(95, (s) => withClock((s % 2) + 2 * Math.floor(s / 60))))).toBe(61);
  });

  it('reports a still picture with a clock as frozen although an encoder alternates between two states of it', () => {
    const states = [noisy(1), noisy(2), noisy(3)];
    const shown = (s: number) => {
      const { pixels, ...rest } = states[s % 3]!;
      return withClock(s, { ...rest, pixels: pixels.slice() });
    };
    expect(frozenFrom(verdicts(95, shown))).toBeGreaterThan(60);
  });

  it('reports no fault for a still scene with the noise of a sensor, with and without a clock', () => {
    expect(frozenFrom(verdicts(130, (s) => noisy(s)))).toBe(-1);
    expect(frozenFrom(verdicts(130, (s) => withClock(s, noisy(s))))).toBe(-1);
  });

  it('reports no fault for a scene whose noise an encoder passes on with key frames only', () => {
    expect(frozenFrom(verdicts(130, (s) => withClock(s, noisy(Math.floor(s / 20)))))).toBe(-1);
  });

  it('reports no fault for a night scene that is black except for a lit corner with noise', () => {
    const night = (s: number) => {
      const { pixels, ...size } = noisy(s);
      const lit = pixels.map((value, i) => (i < pixels.length / 4 ? value : 0));
      return withClock(s, { ...size, pixels: lit });
    };
    expect(frozenFrom(verdicts(130, night))).toBe(-1);
  });

  it('reports no fault for a short clip that is played again and again', () => {
    expect(frozenFrom(verdicts(130, (s) => noisy(s % 5)))).toBe(-1);
  });

  it('reports no fault once a frozen picture is live again', () => {
    const found = verdicts(140, (s) => (s < 80 ? withClock(s) : withClock(s, noisy(s))));
    expect(frozenFrom(found)).toBe(61);
    expect(found.slice(81)).not.toContain('frozen');
  });

  it('computes another digest when one bit of a picture changes', () => {
    const { digest } = pictureSigns(picture(1));
    for (const at of [0, 1, 2, 3, 3000, 6909, 6911]) {
      const changed = picture(1);
      changed.pixels[at]! ^= 0x80;
      expect(pictureSigns(changed).digest).not.toBe(digest);
    }
  });

  it('computes the same statistics for a picture at any offset of a larger buffer', () => {
    const { pixels, ...size } = picture(5);
    const moved = new Uint8Array(pixels.length + 3);
    moved.set(pixels, 3);
    expect(pictureSigns({ ...size, pixels: moved.subarray(3) })).toEqual(pictureSigns(picture(5)));
  });

  it('reports a covered lens as dark, and does not report a street at night as dark', () => {
    const health = new PictureHealth();
    const covered = {
      width: 64,
      height: 36,
      format: 'rgb24' as const,
      pixels: picture(1).pixels.map((value) => value % 8),
    };
    expect(health.judge(pictureSigns(covered), 0)).toBe('dark');
    const night = {
      width: 64,
      height: 36,
      format: 'rgb24' as const,
      pixels: covered.pixels.map((value, i) => (i % 900 < 60 ? 220 : value)),
    };
    expect(health.judge(pictureSigns(night), 1)).toBeUndefined();
  });

  it('computes the same luma from yuv420p and from rgb24', () => {
    const size = { width: 8, height: 8 };
    for (const grey of [0, 51, 204, 255]) {
      const rgb = { ...size, format: 'rgb24' as const, pixels: new Uint8Array(8 * 8 * 3).fill(grey) };
      const planes = new Uint8Array(8 * 8 + 2 * 4 * 4)
        .fill(128)
        .fill(16 + Math.round((219 * grey) / 255), 0, 64);
      const yuv = { ...size, format: 'yuv420p' as const, pixels: planes };
      expect(Math.abs(pictureSigns(yuv).mean - pictureSigns(rgb).mean)).toBeLessThan(1);
      expect(pictureSigns(yuv).spread).toBeLessThan(0.01);
    }
  });

  it('returns zeros for an empty picture', () => {
    expect(pictureSigns({ width: 0, height: 0, format: 'rgb24', pixels: new Uint8Array() })).toEqual({
      digest: 0,
      mean: 0,
      spread: 0,
      cells: [],
    });
  });
});
