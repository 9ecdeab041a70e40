import { describe, expect, test } from '@jest/globals';
import { parseTrafficUrl } from './traffic-scene.ts';
import { trafficCrossings, vehiclesAt } from './traffic-truth.ts';

const start = Date.UTC(2026, 5, 1, 8);
const minutes = (count: number) => ({ from: start, to: start + count * 60_000 });
const urls = [
  'synthetic:road?seed=3',
  'synthetic:road?seed=4&traffic=jam',
  'synthetic:road?seed=5&motion=stop',
  'synthetic:road?seed=6&motion=turn',
  'synthetic:gate?seed=7',
  'synthetic:gate?seed=8&traffic=jam',
  'synthetic:gate?seed=9&motion=stop',
  'synthetic:gate?seed=10&motion=turn',
] as const;

describe('the truth of a traffic scene', () => {
  test.each(urls)('%s has crossings in both directions, in the order of time', (url) => {
    const crossings = trafficCrossings(parseTrafficUrl(url), minutes(10));
    expect(new Set(crossings.map((each) => each.direction))).toEqual(new Set(['inbound', 'outbound']));
    const times = crossings.map((each) => each.at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(Math.min(...times)).toBeGreaterThanOrEqual(start);
  });

  test.each(urls)('%s has the same crossings in one period and in its halves', (url) => {
    const scene = parseTrafficUrl(url);
    const middle = start + 150_000;
    expect([
      ...trafficCrossings(scene, { from: start, to: middle }),
      ...trafficCrossings(scene, { from: middle, to: start + 300_000 }),
    ]).toHaveLength(trafficCrossings(scene, minutes(5)).length);
  });

  test.each(urls)('no vehicle of %s jumps, and no vehicle appears in the picture of a road', (url) => {
    const scene = parseTrafficUrl(url);
    let before = new Map(vehiclesAt(scene, start).map((vehicle) => [vehicle.id, vehicle]));
    for (let at = start + 40; at < start + 60_000; at += 40) {
      const now = new Map(vehiclesAt(scene, at).map((vehicle) => [vehicle.id, vehicle]));
      for (const [id, vehicle] of now) {
        const earlier = before.get(id);
        if (earlier) expect(Math.hypot(vehicle.x - earlier.x, vehicle.y - earlier.y)).toBeLessThan(30);
        else if (scene.kind === 'road') expect(Math.abs(vehicle.x - 640)).toBeGreaterThan(740);
      }
      before = now;
    }
  });

  test('a vehicle that turns back after the line crosses it once in each direction', () => {
    const scene = parseTrafficUrl('synthetic:road?seed=6&motion=turn&ways=inbound');
    const crossings = trafficCrossings(scene, minutes(60));
    const outbound = crossings.filter((each) => each.direction === 'outbound');
    expect(outbound.length).toBeGreaterThan(5);
    expect(crossings.length).toBeGreaterThan(2 * outbound.length);
  });

  test('a jam has no overlapping vehicles on a lane of a road', () => {
    const scene = parseTrafficUrl('synthetic:road?seed=4&traffic=jam');
    for (let at = start; at < start + 60_000; at += 500) {
      const near = vehiclesAt(scene, at)
        .filter((vehicle) => vehicle.heading === 'inbound')
        .map((vehicle) => vehicle.x)
        .toSorted((a, b) => a - b);
      near.slice(1).forEach((x, index) => expect(x - (near[index] as number)).toBeGreaterThan(250));
    }
  });

  test('counts the crossings of another line than that of the scene', () => {
    const scene = parseTrafficUrl('synthetic:road?seed=3');
    const nearLane: [number, number][] = [
      [0.3, 0.95],
      [0.3, 0.6],
    ];
    const crossings = trafficCrossings(scene, minutes(2), nearLane);
    expect(new Set(crossings.map((each) => each.direction))).toEqual(new Set(['inbound']));
    const reversed = trafficCrossings(scene, minutes(2), nearLane.toReversed());
    expect(reversed).toEqual(crossings.map((each) => ({ ...each, direction: 'outbound' })));
  });
});

describe('the URL of a traffic scene', () => {
  test('the URL of a traffic scene has defaults for every parameter', () => {
    expect(parseTrafficUrl('synthetic:road')).toEqual({
      kind: 'road',
      seed: 1,
      light: 'day',
      traffic: 'free',
      motion: 'pass',
      occlusion: 'none',
      ways: 'both',
    });
  });

  test.each([
    ['synthetic:road?light=fog', /invalid light, expected day, dusk, night or rain/],
    ['synthetic:gate?occlusion=lorry', /invalid occlusion, expected none or pole/],
    ['synthetic:road?traffic=jam&motion=turn', /traffic=jam expects motion=pass, found motion=turn/],
    ['synthetic:road?speed=3', /unknown parameter "speed", expected seed, light, .* or fault/],
    ['synthetic:road?seed=0', /invalid seed, expected a whole number from 1 to 2147483647/],
    ['synthetic:moon', /expected synthetic:road or synthetic:gate/],
  ])('%s is rejected with the invalid part', (url, message) => {
    expect(() => parseTrafficUrl(url)).toThrow(message);
  });
});
