import { describe, expect, it } from '@jest/globals';
import { cameraStateOf, cameraStates, stateShapes } from './camera-state.ts';

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
