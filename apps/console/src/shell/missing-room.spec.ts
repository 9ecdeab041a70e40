import { describe, expect, it } from '@jest/globals';
import { isMissingRoom } from './missing-room.ts';

describe('isMissingRoom', () => {
  it.each([
    ['Chromium', 'Failed to fetch dynamically imported module: http://a/assets/b.js'],
    ['Firefox', 'error loading dynamically imported module: http://a/assets/b.js'],
    ['Safari', 'Importing a module script failed.'],
    ['the bundler', 'Unable to preload CSS for /assets/b.css'],
  ])('knows it by the words of %s', (_, message) => {
    expect(isMissingRoom(new TypeError(message))).toBe(true);
  });

  it('takes nothing else for it', () => {
    expect(isMissingRoom(new TypeError('x is undefined'))).toBe(false);
    expect(isMissingRoom('no error')).toBe(false);
  });
});
