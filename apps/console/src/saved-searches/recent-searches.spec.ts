import { expect, test } from '@jest/globals';
import { addRecentSearch, readRecentSearches, storeRecentSearches } from './recent-searches.ts';

test('the newest search is first, and a repeated search moves there', () => {
  expect(addRecentSearch(['b', 'a'], 'c')).toEqual(['c', 'b', 'a']);
  expect(addRecentSearch(['b', 'a'], 'a')).toEqual(['a', 'b']);
});

test('a line that was continued replaces its beginning', () => {
  expect(addRecentSearch(['car>=2', 'truck>=1'], 'car>=20 last:2h')).toEqual(['car>=20 last:2h', 'truck>=1']);
  expect(addRecentSearch(['truck>=1', 'car>=2'], 'car>=20')).toEqual(['car>=20', 'truck>=1', 'car>=2']);
});

test('eight searches are kept', () => {
  const lines = Array.from({ length: 12 }, (_, i) => `line ${String.fromCharCode(97 + i)}`);
  const recent = lines.reduce<readonly string[]>(addRecentSearch, []);
  expect(recent).toEqual(lines.slice(-8).reverse());
});

test.each([['damaged {'], ['{"a":1}'], ['[1,null]']])('the stored text %s holds no searches', (stored) => {
  expect(readRecentSearches({ getItem: () => stored })).toEqual([]);
});

test('a browser without storage has no recent searches', () => {
  const fails = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  expect(readRecentSearches({ getItem: fails })).toEqual([]);
  expect(() => storeRecentSearches({ setItem: fails }, ['a'])).not.toThrow();
});
