import { describe, expect, it } from '@jest/globals';
import { filterParams, stateCountsOf, toggleState } from './camera-filter.ts';

describe('filterParams', () => {
  it('filterParams hides retired cameras unless the filter names their state', () => {
    expect(filterParams({})).toEqual([
      ['lifecycle', 'active'],
      ['lifecycle', 'paused'],
      ['lifecycle', 'draft'],
    ]);
    expect(filterParams({ state: 'retired' })).toEqual([['lifecycle', 'retired']]);
  });

  it('filterParams selects active cameras where the filter names health states', () => {
    expect(filterParams({ state: 'online,offline', text: 'b', site: 's1' })).toEqual([
      ['text', 'b'],
      ['site', 's1'],
      ['lifecycle', 'active'],
      ['state', 'online'],
      ['state', 'offline'],
    ]);
  });

  it('filterParams combines health states with life cycle states', () => {
    expect(filterParams({ state: 'offline,paused' })).toEqual([
      ['lifecycle', 'active'],
      ['lifecycle', 'paused'],
      ['state', 'offline'],
      ['state', 'paused'],
      ['state', 'stopped'],
    ]);
  });
});

describe('toggleState', () => {
  it('toggleState adds or removes one state and keeps the display order', () => {
    expect(toggleState(undefined, 'offline')).toBe('offline');
    expect(toggleState('offline', 'online')).toBe('online,offline');
    expect(toggleState('online', 'online')).toBeUndefined();
  });
});

describe('stateCountsOf', () => {
  it('stateCountsOf returns the display states that occur, in display order', () => {
    const facet = (counts: Record<string, number>) => ({
      values: Object.entries(counts).map(([value, cameras]) => ({ value, cameras })),
      more: 0,
    });
    const counts = stateCountsOf({
      state: facet({ stopped: 3, online: 5, offline: 1 }),
      lifecycle: facet({ active: 6, paused: 2, draft: 1 }),
    });
    expect([...counts]).toEqual([
      ['online', 5],
      ['offline', 1],
      ['paused', 2],
      ['draft', 1],
    ]);
  });
});
