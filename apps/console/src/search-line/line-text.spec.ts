import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stretches, without } from './line-text.ts';

describe('stretches', () => {
  it('marks what is wrong', () => {
    expect(stretches('site:a car>=x', [{ from: 12, to: 13, message: '' }])).toEqual([
      { text: 'site:a car>=', wrong: false },
      { text: 'x', wrong: true },
    ]);
  });

  it('marks the last character where something is missing behind the end', () => {
    expect(stretches('(car', [{ from: 4, to: 4, message: '' }]).at(-1)).toEqual({ text: 'r', wrong: true });
  });

  it('joins to the line again, whatever is wrong', () => {
    const problem = fc.record({ from: fc.nat(30), to: fc.nat(40), message: fc.constant('') });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 25 }), fc.array(problem), (line, problems) => {
        expect(
          stretches(line, problems)
            .map((part) => part.text)
            .join(''),
        ).toBe(line);
      }),
    );
  });
});

describe('without', () => {
  it.each([
    ['a b c', { from: 2, to: 3 }, 'a c'],
    ['a  b', { from: 0, to: 1 }, 'b'],
    ['a b', { from: 2, to: 3 }, 'a'],
  ])('takes a part out of "%s"', (line, part, rest) => {
    expect(without(line, part)).toBe(rest);
  });
});
