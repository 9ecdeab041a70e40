import { describe, expect, it } from '@jest/globals';
import { parseLine } from './parse-line.ts';

const chipTexts = (line: string) => parseLine(line).chips.map((chip) => line.slice(chip.from, chip.to));

describe('parseLine', () => {
  it('parseLine creates one chip for every condition, including its minus sign', () => {
    expect(chipTexts('car>=20 -site:"North Lot" 北门')).toEqual(['car>=20', '-site:"North Lot"', '北门']);
  });

  it('parseLine creates no chips for a search line with OR or parentheses', () => {
    expect(chipTexts('car>=20 OR bus>1')).toEqual([]);
    expect(chipTexts('(car>=20 last:2h)')).toEqual([]);
  });

  it('parseLine returns the position of an error in the search line', () => {
    const [problem] = parseLine('last:2h car>=many').problems;
    expect(problem?.from).toBeGreaterThanOrEqual(8);
    expect(problem?.to).toBeLessThanOrEqual(17);
    expect(problem?.message.length).toBeGreaterThan(10);
  });
});
