import { describe, expect, it } from '@jest/globals';
import { readModelsSearch, scopeOf } from './models-search.ts';

describe('search parameters of the models room', () => {
  it('a scope, an open form and a camera are read', () => {
    const search = { scope: 'tag', id: 'night', act: 'unbind', camera: 'cam000000001' };
    expect(readModelsSearch(search)).toEqual(search);
    expect(scopeOf(search as ReturnType<typeof readModelsSearch>)).toEqual({ kind: 'tag', id: 'night' });
  });

  it('the scope of all cameras has no id', () => {
    expect(readModelsSearch({ scope: 'all', id: 'x' })).toEqual({ scope: 'all' });
    expect(scopeOf({ scope: 'all' })).toEqual({ kind: 'all' });
  });

  it.each([
    ['a kind of scope that does not exist', { scope: 'city', id: 'x' }],
    ['a group without a name', { scope: 'group' }],
    ['a name that is too long', { scope: 'tag', id: 'x'.repeat(41) }],
    ['a camera that has no id', { scope: 'camera', id: 'North Lot' }],
    ['an id of a camera that is none', { camera: 'x' }],
    ['the removal of no binding', { act: 'unbind' }],
  ])('%s is ignored', (_, raw) => {
    expect(readModelsSearch(raw)).toEqual({});
  });
});
