import { describe, expect, it } from '@jest/globals';
import { gap, measured, measuredBays } from './conformance/event-builders.ts';
import { distanceM } from '@vialog/geometry';
import { matches, numberOf } from './matches.ts';

const at = '2026-03-31T11:00:00.000Z';

describe('matches', () => {
  it('a condition on a number does not match a gap, even if its record has the number', () => {
    const odd = { ...gap(at), occupied: 3, capacity: 4, vehicle: 2 };
    expect(numberOf(odd, 'free')).toBeUndefined();
    expect(matches(odd, { kind: 'number', field: 'vehicle', op: '>=', value: 0 })).toBe(false);
    expect(matches(odd, { kind: 'not', of: { kind: 'number', field: 'vehicle', op: '>=', value: 0 } })).toBe(
      true,
    );
  });

  it('a space in an unknown state does not count as free', () => {
    expect(numberOf(measuredBays(at, '01--'), 'free')).toBe(1);
    expect(numberOf(measured(at), 'free')).toBeUndefined();
  });
});

describe('distanceM', () => {
  it.each([
    ['a degree of longitude on the equator', { lon: 0, lat: 0 }, { lon: 1, lat: 0 }, 111_195.1],
    ['a degree of latitude', { lon: 50, lat: 10 }, { lon: 50, lat: 11 }, 111_195.1],
    ['over the antimeridian', { lon: 179.5, lat: 0 }, { lon: -179.5, lat: 0 }, 111_195.1],
    ['to the antipode', { lon: 0, lat: 0 }, { lon: 180, lat: 0 }, 20_015_114.4],
    ['Wuhan to Yichang', { lon: 114.3055, lat: 30.5928 }, { lon: 111.2865, lat: 30.6919 }, 288_893],
  ])('%s', (_, a, b, metres) => {
    expect(distanceM(a, b) / metres).toBeCloseTo(1, 3);
    expect(distanceM(a, b)).toBe(distanceM(b, a));
  });
});
