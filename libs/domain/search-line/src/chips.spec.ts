import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tokens } from './chips.ts';

describe('tokens', () => {
  it('tokens splits a line into the chips that the console shows', () => {
    expect(
      tokens('-Site:"North Lot" (car>=x OR 北门)').map(({ kind, text, name }) => [kind, text, name]),
    ).toEqual([
      ['not', '-', undefined],
      ['field', 'Site:"North Lot"', 'site'],
      ['open', '(', undefined],
      ['compare', 'car>=x', 'car'],
      ['or', 'OR', undefined],
      ['word', '北门', undefined],
      ['close', ')', undefined],
    ]);
  });

  it('tokens assigns every problem to the chip at its position', () => {
    const chips = tokens('site:a car>=x');
    expect(chips.map((chip) => chip.problems.length)).toEqual([0, 1]);
  });

  it('tokens leaves only blanks between the chips of any line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (line) => {
        let at = 0;
        for (const chip of tokens(line)) {
          expect(line.slice(at, chip.from).trim()).toBe('');
          expect(chip.text).toBe(line.slice(chip.from, chip.to));
          at = chip.to;
        }
        expect(line.slice(at).trim()).toBe('');
      }),
    );
  });
});
