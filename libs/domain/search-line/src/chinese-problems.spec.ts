import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { problemInChinese } from './chinese-problems.ts';
import { parseSearchLine } from './parse-search-line.ts';
import { problemCodes } from './problem-codes.ts';

const chinese = (line: string): string | undefined => {
  const parsed = parseSearchLine(line, { use: 'episodes' });
  const [problem] = parsed.ok ? [] : parsed.problems;
  return problem && problemInChinese(problem);
};

describe('problemInChinese', () => {
  it.each([
    ['car>=many', '请输入 0 到 999999 的整数，例如 汽车>=20，当前为“many”。'],
    ['camra:a', '没有名为“camra”的条件。若名称中含有冒号，请加引号。是否为“camera”？'],
    ['昨天 近2小时', '“日期”和“最近”只能二选一。'],
    ['-最满', '“排序”对整条语句生效，不能放在“或”之中，也不能加“-”。'],
    ['near:112.20,31.03,2km', '纬度在前，经度在后：是否为 near:31.03,112.20,2km？'],
  ])('the problem of %j is a sentence in Chinese', (line, sentence) => {
    expect(chinese(line)).toBe(sentence);
  });

  it('every problem of an arbitrary line has a sentence without missing values', () => {
    const pieces = [
      'car>',
      '(',
      ')',
      'OR',
      '-',
      'last:x',
      'from:x',
      'near:1',
      'bbox:1',
      'polygon:1,2',
      'on:x',
      'at:1',
      '"',
      'x:',
      'site:',
      'sort:a',
      'today',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 }), (parts) => {
        const sentence = chinese(parts.join(' '));
        if (sentence !== undefined) expect(sentence).toMatch(/^(?!.*undefined).*[。？]$/);
      }),
      { numRuns: 300 },
    );
  });

  it('an unknown code has no sentence, and no code appears twice', () => {
    expect(problemInChinese({ code: 'fromTheFuture', params: {} })).toBeUndefined();
    expect(new Set(problemCodes).size).toBe(problemCodes.length);
  });
});
