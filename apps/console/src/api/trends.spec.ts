import { describe, expect, it, jest } from '@jest/globals';
import { QueryClient } from '@tanstack/react-query';
import { isSameQuantity, seriesQuery, type TrendSelection } from './trends.ts';

const selection: TrendSelection = { keys: ['a'], measure: 'occupancy', direction: 'both', classes: ['car'] };

describe('isSameQuantity', () => {
  it('figures stay visible while other series or periods of the same quantity load', () => {
    expect(isSameQuantity(selection, { ...selection, keys: ['b'] })).toBe(true);
  });

  it.each<[string, Partial<TrendSelection>]>([
    ['measure', { measure: 'presence' }],
    ['direction', { direction: 'inbound' }],
    ['class', { classes: ['bus'] }],
  ])('figures are not shown under another %s', (_, change) => {
    expect(isSameQuantity(selection, { ...selection, ...change })).toBe(false);
    expect(isSameQuantity(undefined, selection)).toBe(false);
  });
});

it('series on later pages of a response are read too, in the order of the selection', async () => {
  const pages = [
    { series: [{ key: 'a' }], nextCursor: 'next' },
    { series: [{ key: 'b' }], nextCursor: null },
  ];
  const addresses: string[] = [];
  const fetch = jest.spyOn(globalThis, 'fetch').mockImplementation((address) => {
    addresses.push(address as string);
    return Promise.resolve(Response.json(pages.shift()));
  });
  const series = await new QueryClient().fetchQuery(seriesQuery({ ...selection, keys: ['b', 'a'] }));
  fetch.mockRestore();
  expect(series.map(({ key }) => key)).toEqual(['b', 'a']);
  expect(addresses.map((address) => new URL(address, 'http://localhost').searchParams.get('cursor'))).toEqual(
    [null, 'next'],
  );
});
