import { describe, expect, it } from '@jest/globals';
import { pageTitle } from './page-title.ts';

describe('pageTitle', () => {
  it('names the room before the product, and the product alone without a room', () => {
    expect(pageTitle('North Lot')).toBe('North Lot – Vialog');
    expect(pageTitle(undefined)).toBe('Vialog');
  });
});
