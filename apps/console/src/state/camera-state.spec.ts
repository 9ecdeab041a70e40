import { describe, expect, it } from '@jest/globals';
import type { Camera } from '@vialog/contracts';
import { cameraStateOf, cameraStates, matchesText, stateShapes } from './camera-state.ts';

describe('cameraStateOf', () => {
  it.each([
    ['active', 'online', 'online'],
    ['active', undefined, 'starting'],
    ['active', 'stopped', 'starting'],
    ['paused', 'offline', 'paused'],
    ['draft', undefined, 'draft'],
    ['retired', 'online', 'retired'],
  ] as const)('%s and %s is %s', (lifecycle, health, state) => {
    expect(cameraStateOf(lifecycle, health)).toBe(state);
  });

  it('gives every state a shape of its own, so that colour is never alone', () => {
    expect(new Set(cameraStates.map((state) => stateShapes[state])).size).toBe(cameraStates.length);
  });
});

describe('matchesText', () => {
  const camera = {
    name: '北门 West',
    code: 'A-17',
    tags: ['parking'],
    groups: [],
    zones: [{ name: 'Queue' }],
  } as unknown as Camera;
  it.each([
    ['', true],
    ['west', true],
    ['北门', true],
    ['a-17 PARKING', true],
    ['queue market', true],
    ['east', false],
    ['west east', false],
  ])('"%s" fits: %s', (text, fits) => {
    expect(matchesText(camera, ['Market'], text)).toBe(fits);
  });
});
