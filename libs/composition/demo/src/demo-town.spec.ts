import { expect, test } from '@jest/globals';
import { completeZone, zone } from '@vialog/contracts';
import { demoTag, demoTown } from './demo-town.ts';

const cameras = demoTown.flatMap((place) => place.cameras.map((make) => make('abcdefghijkl')));

test('the demo has a site with at least three cameras, all rendered, all marked', () => {
  expect(demoTown[0]?.cameras.length).toBeGreaterThanOrEqual(3);
  for (const camera of cameras) {
    expect(camera.stream.url).toMatch(/^synthetic:/);
    expect(camera.tags).toContain(demoTag);
  }
});

test('codes differ and every zone is sound', () => {
  expect(new Set(cameras.map((camera) => camera.code)).size).toBe(cameras.length);
  for (const input of cameras.flatMap((camera) => camera.zones))
    expect(zone.safeParse(completeZone(input)).success).toBe(true);
});

test('a site has as many places as its cameras see', () => {
  for (const place of demoTown) {
    const bays = place.cameras
      .flatMap((make) => make('abcdefghijkl').zones)
      .flatMap((input) => input.bays ?? []);
    expect(place.site.capacity).toBe(bays.length);
  }
});
