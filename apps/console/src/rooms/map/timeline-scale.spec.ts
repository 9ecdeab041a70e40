import { describe, expect, it } from '@jest/globals';
import { bucketOf, commonTimeZone, gapShare } from './timeline-scale.ts';

const lengths = { '1m': 60_000, '15m': 900_000, '1h': 3_600_000, '1d': 86_400_000 };

describe('bucketOf', () => {
  it.each([0.5, 2, 24, 48, 168, 720])('gives at most 200 timeline bars for %d hours', (hours) => {
    expect((hours * 3_600_000) / lengths[bucketOf(hours * 3_600_000)]).toBeLessThanOrEqual(200);
  });
});

describe('commonTimeZone', () => {
  it('returns the time zone that all cameras share, otherwise UTC', () => {
    expect(commonTimeZone(['Asia/Shanghai', 'Asia/Shanghai'])).toBe('Asia/Shanghai');
    expect(commonTimeZone(['Asia/Shanghai', 'Europe/Berlin'])).toBe('UTC');
    expect(commonTimeZone([])).toBe('UTC');
  });
});

describe('gapShare', () => {
  it.each([
    [0, 24_000, 24, 0],
    [1, 24_000, 24, 0.001],
    [500, 24_000, 24, 0.5],
    [5_000, 24_000, 24, 1],
    [0, 0, 24, 0],
  ])(
    'gives %i gaps in a bucket, with %i expected in %i buckets, the share %d',
    (gaps, expected, buckets, share) => {
      expect(gapShare(gaps, expected, buckets)).toBe(share);
    },
  );
});
