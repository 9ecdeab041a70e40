import { describe, expect, it } from '@jest/globals';
import { readMapSearch } from './map-search.ts';

describe('readMapSearch', () => {
  it('reads every parameter of a map address and sorts its states', () => {
    const raw = {
      q: 'car>=3',
      text: '北',
      state: 'offline,online',
      camera: 'cam000000001',
      at: '112.2,31.03,14',
    };
    expect(readMapSearch(raw)).toEqual({ ...raw, state: 'online,offline' });
  });

  it.each([
    { q: '  ' },
    { state: 'asleep' },
    { camera: '../../../etc' },
    { at: 'here' },
    { at: '200,0,3' },
    { at: '10,89,3' },
    { at: '1,2' },
    { q: 5 },
    { text: ['a'] },
  ])('ignores an invalid map parameter: %j', (raw) => {
    expect(readMapSearch(raw)).toEqual({});
  });

  it('truncates a search line of more than 1000 characters', () => {
    expect(readMapSearch({ q: 'x'.repeat(5_000) }).q).toHaveLength(1_000);
  });
});
