import { describe, expect, it } from '@jest/globals';
import { isDelayed } from './is-delayed.ts';

const now = Date.parse('2026-03-01T08:00:00Z');
const yesterday = now - 86_400_000;

describe('isDelayed', () => {
  it.each([
    ['delayed', 62_000, now, true],
    ['not delayed', 20_000, now, false],
  ])(
    'reports a search that ends now as %s when its newest count is %i ms late',
    (_, behindMs, to, delayed) => {
      expect(isDelayed({ behindMs }, to, now)).toBe(delayed);
    },
  );

  it('does not report a search in the past as delayed', () => {
    expect(isDelayed({ behindMs: 62_000 }, yesterday, now)).toBe(false);
  });
});
