import { describe, expect, it } from '@jest/globals';
import { readBoardSearch } from './board-search.ts';

describe('readBoardSearch', () => {
  it('reads the sites, their order and the time of a page', () => {
    const search = {
      sites: 'site00000001,site00000002',
      kind: 'parking_lot',
      groups: '西区,east',
      sort: 'free',
      seconds: '30',
    };
    expect(readBoardSearch(search)).toEqual(search);
  });

  it('ignores what is invalid', () => {
    const raw = { sites: 'x', kind: 'house', groups: ',', sort: 'size', seconds: '3', more: '1' };
    expect(readBoardSearch(raw)).toEqual({});
  });
});
