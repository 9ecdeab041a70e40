import { expect, test } from '@jest/globals';
import { completeZone, zone } from '@vialog/contracts';
import { demoTag, demoTown } from './demo-town.ts';

const cameras = demoTown.flatMap((place) => place.cameras.map((make) => make('abcdefghijkl')));

test('the first demo site has at least three cameras, and all demo cameras are rendered and tagged', () => {
  expect(demoTown[0]?.cameras.length).toBeGreaterThanOrEqual(3);
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

test('the capacity of a demo site is the number of spaces of its cameras', () => {
  for (const place of demoTown) {
    const bays = place.cameras
      .flatMap((make) => make('abcdefghijkl').zones)
      .flatMap((input) => input.bays ?? []);
    expect(place.site.capacity).toBe(bays.length);
  }
});
