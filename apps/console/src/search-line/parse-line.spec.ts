import { describe, expect, it } from '@jest/globals';
import { parseLine } from './parse-line.ts';

const chipTexts = (line: string) => parseLine(line).chips.map((chip) => line.slice(chip.from, chip.to));

describe('parseLine', () => {
  it('makes a chip of every condition, the minus with its own', () => {
    expect(chipTexts('car>=20 -site:"North Lot" 北门')).toEqual(['car>=20', '-site:"North Lot"', '北门']);
  });

  it('makes no chips of conditions that cannot be taken away one by one', () => {
    expect(chipTexts('car>=20 OR bus>1')).toEqual([]);
    expect(chipTexts('(car>=20 last:2h)')).toEqual([]);
  });

  it('says where a line is wrong', () => {
    const [problem] = parseLine('last:2h car>=many').problems;
    expect(problem?.from).toBeGreaterThanOrEqual(8);
    expect(problem?.to).toBeLessThanOrEqual(17);
    expect(problem?.message.length).toBeGreaterThan(10);
  });
});
