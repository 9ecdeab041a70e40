import { expect, test } from '@jest/globals';
import { suiteScenes } from './suite-scenes.ts';

test('a suite has every combination of scene, light, density and seed', () => {
  const { scenes, leftOut } = suiteScenes({
    scenes: ['lot?capacity=24', 'road'],
    lights: ['day', 'night'],
    densities: ['low', 'high'],
    seeds: [7, 8],
  });
  expect(scenes.map(({ url, density }) => `${url} ${density}`)).toEqual([
    'synthetic:lot?capacity=24&light=day&seed=7 low',
    'synthetic:lot?capacity=24&light=day&seed=8 low',
    'synthetic:lot?capacity=24&light=day&seed=7 high',
    'synthetic:lot?capacity=24&light=day&seed=8 high',
    'synthetic:road?light=day&traffic=free&seed=7 low',
    'synthetic:road?light=day&traffic=free&seed=8 low',
    'synthetic:road?light=day&traffic=jam&seed=7 high',
    'synthetic:road?light=day&traffic=jam&seed=8 high',
    'synthetic:road?light=night&traffic=free&seed=7 low',
    'synthetic:road?light=night&traffic=free&seed=8 low',
    'synthetic:road?light=night&traffic=jam&seed=7 high',
    'synthetic:road?light=night&traffic=jam&seed=8 high',
  ]);
  expect(leftOut).toEqual(['left out: lot has no light "night", only day, dusk']);
  expect(new Set(scenes.map(({ group }) => group)).size).toBe(6);
});

test('what a scene says takes precedence over the lights and seeds of a suite', () => {
  const { scenes } = suiteScenes({
    scenes: ['road?light=rain&seed=3'],
    lights: ['day'],
    densities: [],
    seeds: [7, 8],
  });
  expect(scenes.map(({ url }) => url)).toEqual(['synthetic:road?light=rain&seed=3']);
});

test.each([
  [['street'], [], /--scene street: expected lot, road, gate/],
  [['lot'], ['night'], /expected at least one scene; left out: lot has no light "night"/],
])('the suite %j with lights %j is rejected with what exists', (scenes, lights, message) => {
  expect(() => suiteScenes({ scenes, lights, densities: [], seeds: [1] })).toThrow(message);
});
