import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tokens } from './chips.ts';

describe('tokens', () => {
  it('cuts a line into what the console draws', () => {
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

  it('hands every problem to the chip it touches', () => {
    const chips = tokens('site:a car>=x');
    expect(chips.map((chip) => chip.problems.length)).toEqual([0, 1]);
  });

  it('leaves nothing but blanks between chips, whatever the line', () => {
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
