import { describe, expect, it } from '@jest/globals';
import { bucketOf, commonTimeZone } from './timeline-scale.ts';

const lengths = { '1m': 60_000, '15m': 900_000, '1h': 3_600_000, '1d': 86_400_000 };

describe('bucketOf', () => {
  it.each([0.5, 2, 24, 48, 168, 720])('draws no more than 200 bars over %d hours', (hours) => {
    expect((hours * 3_600_000) / lengths[bucketOf(hours * 3_600_000)]).toBeLessThanOrEqual(200);
  });
});

describe('commonTimeZone', () => {
  it('is the one zone of all cameras, else UTC', () => {
    expect(commonTimeZone(['Asia/Shanghai', 'Asia/Shanghai'])).toBe('Asia/Shanghai');
    expect(commonTimeZone(['Asia/Shanghai', 'Europe/Berlin'])).toBe('UTC');
    expect(commonTimeZone([])).toBe('UTC');
  });
});
