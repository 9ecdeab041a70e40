import { describe, expect, it } from '@jest/globals';
import { readMapSearch, toggleState, viewOf, viewText } from './map-search.ts';

describe('the address of the map', () => {
  it('keeps what fits', () => {
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
    { camera: '../../etc' },
    { at: 'here' },
    { at: '200,0,3' },
    { at: '10,89,3' },
    { at: '1,2' },
    { q: 5 },
    { text: ['a'] },
  ])('leaves out what anybody may have typed: %j', (raw) => {
    expect(readMapSearch(raw)).toEqual({});
  });

  it('cuts a search line that is too long', () => {
    expect(readMapSearch({ q: 'x'.repeat(5_000) }).q).toHaveLength(1_000);
  });

  it('adds and takes away one state at a time, in the order of the legend', () => {
    expect(toggleState(undefined, 'offline')).toBe('offline');
    expect(toggleState('offline', 'online')).toBe('online,offline');
    expect(toggleState('online', 'online')).toBeUndefined();
  });

  it('writes a view so that it can be read again', () => {
    expect(viewOf(viewText({ lon: 112.20001, lat: -31.5, zoom: 13.25 }))).toEqual({
      lon: 112.20001,
      lat: -31.5,
      zoom: 13.25,
    });
  });
});
