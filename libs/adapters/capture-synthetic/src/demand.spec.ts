import { describe, expect, test } from '@jest/globals';
import { demandAt } from './demand.ts';
import { patternOfLane, patternOfLot } from './demand-patterns.ts';
import { parseLotUrl } from './lot-scene.ts';
import { lotTruth } from './lot-truth.ts';
import { parseTrafficUrl } from './traffic-scene.ts';
import { freeCrossings, trafficCrossings } from './traffic-truth.ts';

const shanghai = { timeZone: 'Asia/Shanghai', changedTo: 100 };
/** A local time in Shanghai (UTC+8, no summer time). */
const inShanghai = (text: string): number => Date.parse(`${text}:00.000+08:00`);

describe('demandAt', () => {
  test.each([
    ['a knot of a weekday', '2026-05-13T08:00', 0.78],
    ['half way between two knots', '2026-05-13T08:45', 0.865],
    ['a Saturday', '2026-05-16T13:00', 0.34],
    ['a Sunday', '2026-05-17T15:00', 0.24],
    ['a public holiday on a weekday', '2026-10-01T15:00', 0.24],
  ])('the demand of commuters at %s follows from the knots', (_, local, expected) => {
    expect(demandAt(patternOfLot('commuters'), shanghai, inShanghai(local))).toBeCloseTo(expected, 6);
  });

  test('a street change multiplies the demand from its local date on', () => {
    const changed = { ...shanghai, changedOn: Date.UTC(2026, 4, 14) / 86_400_000, changedTo: 50 };
    const at = (local: string) => demandAt(patternOfLot('commuters'), changed, inShanghai(local));
    expect(at('2026-05-13T08:00')).toBeCloseTo(0.78, 6);
    expect(at('2026-05-14T08:00')).toBeCloseTo(0.39, 6);
  });

  test('an event fills a lot in the evening of its date only', () => {
    const withEvent = { ...shanghai, eventOn: Date.UTC(2026, 4, 14) / 86_400_000 };
    const at = (local: string) => demandAt(patternOfLot('quiet'), withEvent, inShanghai(local));
    expect(at('2026-05-14T15:59')).toBeLessThan(0.3);
    expect(at('2026-05-14T20:00')).toBe(0.97);
    expect(at('2026-05-14T23:00')).toBeLessThan(0.3);
    expect(at('2026-05-15T20:00')).toBeLessThan(0.3);
  });

  test('the demand follows the local clock when clocks are set back', () => {
    const berlin = { timeZone: 'Europe/Berlin', changedTo: 100 };
    const at = (text: string) => demandAt(patternOfLot('market'), berlin, Date.parse(text));
    // 2026-10-25 is a Sunday; 03:00 CEST becomes 02:00 CET, so that 02:30 happens twice.
    expect(at('2026-10-25T00:30:00Z')).toBeCloseTo(at('2026-10-25T01:30:00Z'), 9);
    expect(at('2026-10-24T06:00:00Z')).toBeCloseTo(at('2026-10-31T07:00:00Z'), 9);
  });

  test('as many vehicles leave the works as arrive', () => {
    const week = Date.parse('2026-06-01T00:00:00.000+08:00');
    const sum = (direction: 'inbound' | 'outbound'): number =>
      Array.from({ length: 7 * 96 }, (_, quarter) =>
        demandAt(patternOfLane('works', direction).pattern, shanghai, week + (quarter + 0.5) * 900_000),
      ).reduce((total, demand) => total + demand);
    expect(sum('inbound') / sum('outbound')).toBeCloseTo(1, 1);
  });
});

describe('scenes with a demand', () => {
  const lot = 'synthetic:lot?seed=42&demand=market&zone=Asia/Shanghai';

  test('the market lot is full on the morning of the market day and half empty the day before', () => {
    const occupied = (local: string): number =>
      [...lotTruth(parseLotUrl(lot), inShanghai(local))].filter((state) => state === '1').length;
    const [marketDay, dayBefore] = [occupied('2026-05-16T10:00'), occupied('2026-05-15T08:00')];
    expect(marketDay).toBeGreaterThanOrEqual(35);
    expect(dayBefore).toBeLessThanOrEqual(20);
  });

  test.each(['synthetic:gate?seed=103&demand=works&zone=Asia/Shanghai', 'synthetic:road?seed=5'])(
    '%s has the same crossings with and without a search',
    (url) => {
      const scene = parseTrafficUrl(url);
      const from = inShanghai('2026-05-13T07:00');
      const period = { from, to: from + 180_000 };
      const found = trafficCrossings(scene, period);
      const counts = freeCrossings(scene, period);
      for (const direction of ['inbound', 'outbound'] as const) {
        const ofDirection = found.filter((each) => each.direction === direction);
        const total = (counts[direction].car ?? 0) + (counts[direction].truck ?? 0);
        expect(total).toBe(ofDirection.length);
        expect(counts[direction].truck ?? 0).toBe(
          ofDirection.filter(({ vehicleClass }) => vehicleClass === 'truck').length,
        );
      }
      expect(found.length).toBeGreaterThan(3);
    },
  );

  test('freeCrossings rejects traffic that stops', () => {
    const scene = parseTrafficUrl('synthetic:road?seed=4&traffic=jam');
    expect(() => freeCrossings(scene, { from: 0, to: 1 })).toThrow('expected free traffic');
  });

  test.each([
    ['synthetic:lot?demand=party', /expected commuters, market/],
    ['synthetic:lot?demand=market&zone=Berlin', /invalid zone, expected a time zone/],
    ['synthetic:lot?demand=market&changed=tomorrow', /invalid changed, expected a date/],
    ['synthetic:lot?event=2026-05-14', /event expects demand/],
    ['synthetic:gate?demand=works&motion=stop', /demand expects traffic=free and motion=pass/],
  ])('rejects %s and names what was expected', (url, message) => {
    expect(() => (url.includes('lot') ? parseLotUrl(url) : parseTrafficUrl(url))).toThrow(message);
  });
});
