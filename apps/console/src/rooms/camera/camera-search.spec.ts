import { describe, expect, it } from '@jest/globals';
import { readCameraSearch } from './camera-search.ts';

describe('readCameraSearch', () => {
  it('reads the moment, the day and the zone of an address', () => {
    const search = { at: '2026-11-29T09:42:00.000Z', day: '2026-11-29', zone: 'row-a' };
    expect(readCameraSearch(search)).toEqual(search);
  });

  it('ignores invalid values', () => {
    expect(readCameraSearch({ at: 'soon', day: '2026-13-99', zone: '<b>', other: 1 })).toEqual({});
  });
});
