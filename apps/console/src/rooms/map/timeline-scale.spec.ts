import { describe, expect, it } from '@jest/globals';
import { bucketOf, momentsOf, timelineBuckets } from './timeline-scale.ts';

const lengths = { '1m': 60_000, '15m': 900_000, '1h': 3_600_000, '1d': 86_400_000 };

describe('bucketOf', () => {
  it.each([0.5, 2, 24, 48, 168, 720])('gives at most 200 timeline bars for %d hours', (hours) => {
    expect((hours * 3_600_000) / lengths[bucketOf(hours * 3_600_000)]).toBeLessThanOrEqual(200);
  });
});

describe('timelineBuckets', () => {
  const item = (startAt: string, gaps: number, expected: number) => ({ startAt, count: 3, gaps, expected });

  it('gives each timeline bar the share that was not measured of its own slots', () => {
    const bars = timelineBuckets(
      [
        item('2026-11-29T10:00:00.000Z', 0, 24_000),
        item('2026-11-29T11:00:00.000Z', 1, 1_000),
        item('2026-11-29T12:00:00.000Z', 30, 30),
        item('2026-11-29T13:00:00.000Z', 0, 0),
      ],
      '1h',
      'UTC',
    );
    expect(bars.map(({ missing }) => missing)).toEqual([0, 0.001, 1, undefined]);
    expect(bars.map(({ to }) => new Date(to).toISOString().slice(11, 16))).toEqual([
      '11:00',
      '12:00',
      '13:00',
      '14:00',
    ]);
  });

  it('ends the last timeline bar of days at local midnight when the clocks change', () => {
    const [bar] = timelineBuckets([item('2026-10-24T22:00:00.000Z', 0, 1)], '1d', 'Europe/Berlin');
    expect(new Date(bar?.to ?? 0).toISOString()).toBe('2026-10-25T23:00:00.000Z');
  });
});

describe('momentsOf', () => {
  it('writes a period of the timeline in local times of its cameras', () => {
    const period = { from: Date.parse('2026-11-29T09:00:00Z'), to: Date.parse('2026-11-29T11:15:00Z') };
    expect(momentsOf(period, 'Asia/Shanghai')).toEqual({ from: '2026-11-29T17:00', to: '2026-11-29T19:15' });
  });

  it('writes the offset of the hour that a change of clocks repeats', () => {
    const period = { from: Date.parse('2026-10-25T00:30:00Z'), to: Date.parse('2026-10-25T01:30:00Z') };
    const { from, to } = momentsOf(period, 'Europe/Berlin');
    expect([from, to].filter((moment) => /[+]\d\d:00$/.test(moment))).toHaveLength(1);
    expect(new Set([from.slice(0, 16), to.slice(0, 16)])).toEqual(new Set(['2026-10-25T02:30']));
  });
});
