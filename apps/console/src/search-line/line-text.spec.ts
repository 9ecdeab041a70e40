import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { splitAtProblems, removePart } from './line-text.ts';

describe('splitAtProblems', () => {
  it('marks the invalid part of a search line', () => {
    expect(splitAtProblems('site:a car>=x', [{ from: 12, to: 13, message: '' }])).toEqual([
      { text: 'site:a car>=', invalid: false },
      { text: 'x', invalid: true },
    ]);
  });

  it('marks the last character of a search line when its end is missing', () => {
    expect(splitAtProblems('(car', [{ from: 4, to: 4, message: '' }]).at(-1)).toEqual({
      text: 'r',
      invalid: true,
    });
  });

  it('loses no character of the search line for any error positions', () => {
    const problem = fc.record({ from: fc.nat(30), to: fc.nat(40), message: fc.constant('') });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 25 }), fc.array(problem), (line, problems) => {
        expect(
          splitAtProblems(line, problems)
            .map((part) => part.text)
            .join(''),
        ).toBe(line);
      }),
    );
  });
});

describe('removePart', () => {
  it.each([
    ['a b c', { from: 2, to: 3 }, 'a c'],
    ['a  b', { from: 0, to: 1 }, 'b'],
    ['a b', { from: 2, to: 3 }, 'a'],
  ])('removes one part and its spaces from "%s"', (line, part, rest) => {
    expect(removePart(line, part)).toBe(rest);
  });
});
