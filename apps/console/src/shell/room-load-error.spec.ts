import { describe, expect, it } from '@jest/globals';
import { isRoomLoadError } from './room-load-error.ts';

describe('isRoomLoadError', () => {
  it.each([
    ['Chromium', 'Failed to fetch dynamically imported module: http://a/assets/b.js'],
    ['Firefox', 'error loading dynamically imported module: http://a/assets/b.js'],
    ['Safari', 'Importing a module script failed.'],
    ['Vite', 'Unable to preload CSS for /assets/b.css'],
  ])('recognises the room load error of %s', (_, message) => {
    expect(isRoomLoadError(new TypeError(message))).toBe(true);
  });

  it('recognises no other error as a room load error', () => {
    expect(isRoomLoadError(new TypeError('x is undefined'))).toBe(false);
    expect(isRoomLoadError('no error')).toBe(false);
  });
});
