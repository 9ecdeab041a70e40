import { describe, expect, it } from '@jest/globals';
import { gridOf, pageAt } from './board-grid.ts';

describe('gridOf', () => {
  it.each([
    ['a 1080p screen', { width: 1920, height: 1080 }, 40, { columns: 4, rows: 3 }],
    ['a 4K screen', { width: 3840, height: 2160 }, 40, { columns: 4, rows: 3 }],
    ['a portrait screen', { width: 1080, height: 1920 }, 40, { columns: 2, rows: 6 }],
    ['a phone', { width: 390, height: 844 }, 40, { columns: 1, rows: 5 }],
    ['few sites', { width: 1920, height: 1080 }, 4, { columns: 2, rows: 2 }],
    ['one site', { width: 1920, height: 1080 }, 1, { columns: 1, rows: 1 }],
    ['no site', { width: 1920, height: 1080 }, 0, { columns: 1, rows: 1 }],
    ['a window without size', { width: 0, height: 0 }, 9, { columns: 1, rows: 1 }],
  ])('%s has a grid of readable tiles', (_, screen, sites, expected) => {
    expect(gridOf(screen, sites)).toEqual(expected);
  });
});

describe('pageAt', () => {
  it('shows every page for the same time, and begins again after the last one', () => {
    const shown = Array.from({ length: 12 }, (_, i) => pageAt(i * 5_000, { pages: 3, dwellMs: 10_000 }));
    expect(shown.map(({ page }) => page)).toEqual([0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2]);
    expect(shown.map(({ progress }) => progress).slice(0, 4)).toEqual([0, 0.5, 0, 0.5]);
  });

  it('a single page does not turn', () => {
    expect(pageAt(123_456, { pages: 1, dwellMs: 10_000 })).toEqual({ page: 0, progress: 0 });
  });
});
