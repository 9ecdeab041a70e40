import { describe, expect, it } from '@jest/globals';
import { PictureHealth, pictureSigns } from './picture-health.ts';

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
    });
  });
});
