import { expect, it } from '@jest/globals';
import { keepPreviousIf } from './keep-previous.ts';

it('previous data is kept only if the key it was read with passes', () => {
  const keep = keepPreviousIf(([, id]) => id === 'a');
  expect(keep('data', { queryKey: ['analytic', 'a'] })).toBe('data');
  expect(keep('data', { queryKey: ['analytic', 'b'] })).toBeUndefined();
  expect(keep('data')).toBeUndefined();
});
