import { describe, expect, it } from '@jest/globals';
import { isPaletteKey } from './palette-key.ts';

const pressed = (change: Partial<KeyboardEvent>) => ({
  key: 'k',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  defaultPrevented: false,
  ...change,
});

describe('isPaletteKey', () => {
  it('isPaletteKey accepts Ctrl+K, and Command+K on Apple computers', () => {
    expect(isPaletteKey(pressed({ ctrlKey: true }), false)).toBe(true);
    expect(isPaletteKey(pressed({ metaKey: true, key: 'K' }), true)).toBe(true);
  });

  it.each([
    ['the letter alone', {}, false],
    ['Ctrl+K of an Apple computer, which deletes text', { ctrlKey: true }, true],
    ['a key of an input method', { ctrlKey: true, isComposing: true }, false],
    ['a key that was used already', { ctrlKey: true, defaultPrevented: true }, false],
    ['Ctrl+Shift+K of the browser', { ctrlKey: true, shiftKey: true }, false],
    ['Ctrl+Alt+K', { ctrlKey: true, altKey: true }, false],
    ['Ctrl+J', { ctrlKey: true, key: 'j' }, false],
  ])('isPaletteKey leaves %s to others', (_, change, isApple) => {
    expect(isPaletteKey(pressed(change), isApple)).toBe(false);
  });
});
