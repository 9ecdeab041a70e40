import { expect, test } from '@jest/globals';
import { parseTrafficUrl } from '@vialog/capture-synthetic';
import { completeZone, zone } from '@vialog/contracts';
import { demoTag, demoTown } from './demo-town.ts';

const town = demoTown(Date.UTC(2026, 10, 30));
const cameras = town.flatMap((place) => place.cameras.map((make) => make('abcdefghijkl')));

test('the first demo site has at least three cameras, and all demo cameras are rendered and tagged', () => {
  expect(town[0]?.cameras.length).toBeGreaterThanOrEqual(3);
  for (const camera of cameras) {
    expect(camera.stream.url).toMatch(/^synthetic:/);
    expect(camera.tags).toContain(demoTag);
  }
});

test('demo cameras have different codes and valid zones', () => {
  expect(new Set(cameras.map((camera) => camera.code)).size).toBe(cameras.length);
  for (const input of cameras.flatMap((camera) => camera.zones))
    expect(zone.safeParse(completeZone(input)).success).toBe(true);
});

test('the capacity of a demo lot is the number of spaces of its cameras', () => {
  const lots = town.filter(({ site }) => site.kind === 'parking_lot');
  expect(lots).toHaveLength(6);
  for (const place of lots) {
    const bays = place.cameras
      .flatMap((make) => make('abcdefghijkl').zones)
      .flatMap((input) => input.bays ?? []);
    expect(place.site.capacity).toBe(bays.length);
  }
});

test('the demo has a compound with four gates whose scenes have a demand by local time', () => {
  const compound = town.find(({ site }) => site.kind === 'compound');
  const gates = compound?.cameras.map((make) => make('abcdefghijkl')) ?? [];
  expect(gates).toHaveLength(4);
  for (const { stream, zones } of gates) {
    expect(parseTrafficUrl(stream.url).demand).toMatchObject({ kind: 'works', timeZone: 'Asia/Shanghai' });
    expect(zones).toMatchObject([{ kind: 'line', siteId: 'abcdefghijkl' }]);
  }
});

test('the street change and the event of the demo are dated by the first start', () => {
  const url = cameras.find(({ code }) => code === 'demo-market-a')?.stream.url ?? '';
  expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
    demand: 'market',
    changed: '2026-05-18',
    share: '74',
    event: '2026-11-20',
  });
});
