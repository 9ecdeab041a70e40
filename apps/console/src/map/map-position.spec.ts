import { describe, expect, it } from '@jest/globals';
import { formatMapPosition, parseMapPosition } from './map-position.ts';

describe('parseMapPosition', () => {
  it('reads back a map position that formatMapPosition wrote', () => {
    const position = { lon: 112.20001, lat: -31.5, zoom: 13.25 };
    expect(parseMapPosition(formatMapPosition(position))).toEqual(position);
  });

  it.each([undefined, '', 'here', '1,2', '200,0,3', '10,89,3', '10,20,30', '1,2,3,4'])(
    'a map position is undefined for %p',
    (text) => {
      expect(parseMapPosition(text)).toBeUndefined();
    },
  );
});
