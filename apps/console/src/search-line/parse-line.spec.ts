import { describe, expect, it } from '@jest/globals';
import { fixedLine, lineAtTime, parseLine, slotLine } from './parse-line.ts';

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

describe('changes of a search line', () => {
  it('chips show a condition with the words of the language of the reader', () => {
    const [first, second] = parseLine('占用率>85% yesterday').chips;
    expect(first?.shown).toEqual({ en: 'occupancy>85%', zh: '占用率>85%' });
    expect(second?.shown).toEqual({ en: 'yesterday', zh: '昨天' });
  });

  it('the line of single slots has no minimum length and no order', () => {
    expect(slotLine('fullest site:"North Lot" for:10m yesterday')).toBe('site:"North Lot" yesterday');
    expect(slotLine('car>3 OR bus>1')).toBe('car>3 OR bus>1');
    expect(slotLine('最满')).toBe('');
  });

  it('a fixed line has the window of its results', () => {
    const window = { from: '2026-11-29T00:00:00.000Z', to: '2026-11-30T00:00:00.000Z' };
    expect(fixedLine('fullest yesterday 17:00-19:00', window)).toBe(
      'fullest at:17:00-19:00 from:2026-11-29T00:00:00.000Z to:2026-11-30T00:00:00.000Z',
    );
  });

  it('another time replaces the window and the time of day', () => {
    expect(lineAtTime('fullest last:2h at:17-19', 'yesterday')).toBe('fullest yesterday');
    expect(lineAtTime('', 'today')).toBe('today');
    expect(lineAtTime('(car>3 OR bus>1) yesterday', 'today')).toBe('(car>3 OR bus>1) today');
    expect(lineAtTime('car>3 OR bus>1', 'today')).toBe('(car>3 OR bus>1) today');
    expect(lineAtTime('昨天下午5点到7点 car>3', 'today')).toBe('car>3 today');
  });
});
