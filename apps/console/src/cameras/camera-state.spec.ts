import { describe, expect, it } from '@jest/globals';
import { cameraStateOf, cameraStates, counterShape, hasState, stateShapes } from './camera-state.ts';

describe('cameraStateOf', () => {
  it.each([
    ['active', 'online', 'online'],
    ['active', undefined, 'starting'],
    ['active', 'stopped', 'starting'],
    ['paused', 'offline', 'paused'],
    ['draft', undefined, 'draft'],
    ['retired', 'online', 'retired'],
  ] as const)('cameraStateOf shows lifecycle %s with health %s as %s', (lifecycle, health, state) => {
    expect(cameraStateOf(lifecycle, health)).toBe(state);
  });

  it('every camera state and a counter have different shapes', () => {
    const shapes = [counterShape, ...cameraStates.map((state) => stateShapes[state])];
    expect(new Set(shapes).size).toBe(cameraStates.length + 1);
  });
});

it.each([
  ['active', 'rtsp', true],
  ['active', 'counter', false],
  ['paused', 'counter', true],
] as const)('hasState of an %s camera with a stream of kind %s is %s', (lifecycle, streamKind, expected) => {
  expect(hasState({ lifecycle, streamKind })).toBe(expected);
});
