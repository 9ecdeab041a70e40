import { describe, expect, it } from '@jest/globals';
import { isSameQuantity, type TrendSelection } from './trends.ts';

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
