import { describe, expect, it } from '@jest/globals';
import { readTrendsSearch } from './trends-search.ts';

describe('readTrendsSearch', () => {
  it('an address with every parameter is read as it is', () => {
    const search = {
      of: 'site00000001,cam000000001/spaces,group:Old town',
      measure: 'occupancy',
      direction: 'inbound',
      classes: 'car,bus',
      last: '28',
      from: '2026-11-01',
      to: '2026-11-01T06:00',
      interval: '1mo',
      compare: 'year',
      holidays: 'only',
      view: 'heat',
      min: '80',
      target: '85',
    };
    expect(readTrendsSearch(search)).toEqual(search);
  });

  it.each([
    [{ of: 'nonsense,site00000001,,site00000001' }, { of: 'site00000001' }],
    [{ measure: 'speed', view: 3, interval: '1s', holidays: 'apart' }, {}],
    [{ from: '2026-11-02', to: '2026-11-01' }, {}],
    [{ from: '2026-11-01' }, {}],
    [{ from: '2026-02-31', to: '2026-03-31' }, {}],
    [{ from: '2026-13-45', to: '2026-13-46' }, {}],
    [{ min: '101', target: 'x', last: '0' }, {}],
    [{ classes: 'car,face' }, { classes: 'car' }],
  ])('invalid values in %j are ignored', (raw, search) => {
    expect(readTrendsSearch(raw)).toEqual(search);
  });

  it('more series than a chart shows are cut off', () => {
    const of = Array.from({ length: 12 }, (_, i) => `site000000${10 + i}`).join(',');
    expect(readTrendsSearch({ of }).of?.split(',')).toHaveLength(8);
  });
});
