import { describe, expect, it } from '@jest/globals';
import { timeMarks } from './time-marks.ts';

const format = { language: 'en-GB', timeZone: 'Asia/Shanghai' };
const marksFrom = (start: string, step: number): number[] =>
  [0, 1, 2].map((i) => Date.parse(start) / 1_000 + i * step);

describe('timeMarks', () => {
  it('labels a time axis with times of day and the date at midnight of the time zone', () => {
    expect(timeMarks(marksFrom('2026-11-29T12:00:00Z', 14_400), format)).toEqual([
      '20:00',
      '30 Nov',
      '04:00',
    ]);
  });

  it('labels a time axis of days with dates and one of years with years', () => {
    expect(timeMarks(marksFrom('2026-11-28T16:00:00Z', 86_400), format)).toEqual([
      '29 Nov',
      '30 Nov',
      '1 Dec',
    ]);
    expect(timeMarks(marksFrom('2025-12-31T16:00:00Z', 365 * 86_400), format)).toEqual([
      '2026',
      '2027',
      '2028',
    ]);
  });
});
