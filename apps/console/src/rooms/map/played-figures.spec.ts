import { describe, expect, it } from '@jest/globals';
import type { Episode, Trend } from '@vialog/contracts';
import { playedFrames, playedInterval, playedZones } from './played-figures.ts';

const at = (time: string): string => `2026-11-29T${time}:00.000Z`;
const episode = (cameraId: string, fields: Partial<Episode> = {}): Episode => ({
  cameraId,
  zoneId: 'main',
  fromAt: at('17:00'),
  toAt: at('17:20'),
  ongoing: false,
  coverage: 1,
  ...fields,
});
const series = (key: string, values: readonly (number | null)[]): Trend['series'][number] => ({
  key,
  name: key,
  timeZone: 'UTC',
  origins: ['camera'],
  changes: [],
  points: values.map((value, i) => ({
    startAt: at(`17:${String(i * 15).padStart(2, '0')}`),
    value,
    peak: value,
    expected: 15,
    measured: value === null ? 0 : 15,
    coverage: value === null ? 0 : 1,
  })),
});

describe('playedZones', () => {
  it('plays the occupancy of spaces, the flow of lines and the presence of other zones', () => {
    const found = new Map([
      ['lot', episode('lot', { peakOccupancy: 0.9 })],
      ['gate', episode('gate', { zoneId: 'line' })],
      ['street', episode('street')],
    ]);
    const zone = { zoneId: 'line', name: 'Line', kind: 'line', role: 'main' } as const;
    expect([...playedZones(found, new Map([['gate', { zones: [zone] }]]))]).toEqual([
      ['occupancy', ['lot/main']],
      ['flow', ['gate/line']],
      ['presence', ['street/main']],
    ]);
  });
});

describe('playedInterval', () => {
  it.each([
    [2, '15m'],
    [49, '15m'],
    [50, '1h'],
    [168, '1h'],
    [720, '1d'],
  ])('plays %i hours in intervals of %s', (hours, interval) => {
    expect(playedInterval(hours * 3_600_000)).toBe(interval);
  });
});

describe('playedFrames', () => {
  const played = {
    trends: [
      { measure: 'occupancy' as const, series: [series('lot/main', [0.5, 0.97, 0.4])] },
      { measure: 'presence' as const, series: [series('street/main', [3.25, null, 7])] },
    ],
    interval: '15m' as const,
    episodes: [episode('lot'), episode('street', { fromAt: at('17:15'), toAt: at('17:30') })],
    now: Date.parse(at('17:30')),
  };

  it('shows the figures of each moment of a search, and a dash where nothing was measured', () => {
    const frames = playedFrames(played, 'en');
    expect(frames.map(({ figures }) => [...figures])).toEqual([
      [
        ['lot', '50%'],
        ['street', '3.3'],
      ],
      [
        ['lot', '97%'],
        ['street', '–'],
      ],
    ]);
    expect(frames[1]?.spoken).toBe('lot/main 97%, street/main –');
    expect(frames.map(({ from, to }) => (to - from) / 60_000)).toEqual([15, 15]);
  });

  it('fades the cameras that have no episode at a moment of a search', () => {
    expect(playedFrames(played, 'en').map(({ faded }) => [...faded])).toEqual([['street'], []]);
  });
});
