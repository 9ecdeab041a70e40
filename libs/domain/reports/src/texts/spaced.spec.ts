import { expect, it } from '@jest/globals';
import { spaced } from './spaced.ts';

it('a value in Latin letters or digits has spaces in a Chinese text, and one in Chinese has none', () => {
  const textOf = (name: string, value: string): string =>
    spaced`只有${name}的占用率为 ${value} 至 ${value}。`;
  expect(textOf('North Lot', '6.4 %')).toBe('只有 North Lot 的占用率为 6.4 % 至 6.4 %。');
  expect(textOf('北门停车场', '6.4 个百分点')).toBe('只有北门停车场的占用率为 6.4 个百分点至 6.4 个百分点。');
});

it('names in a Chinese text are not changed', () => {
  expect(spaced`${'A区 2号'}的车位数未知。`).toBe('A区 2号的车位数未知。');
});
