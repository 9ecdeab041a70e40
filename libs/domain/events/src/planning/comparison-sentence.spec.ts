import { describe, expect, it } from '@jest/globals';
import type { ComparedPeriod } from '@vialog/contracts';
import { comparisonSentence } from './comparison-sentence.ts';

const period = (value: number): ComparedPeriod => ({
  from: '2026-03-01T00:00:00.000Z',
  to: '2026-03-29T00:00:00.000Z',
  value,
  days: 28,
  leftOutDays: 0,
  hours: 672,
  leftOut: 0,
  coverage: 1,
});
const compared = (before: number, after: number, verdict: 'higher' | 'lower' | 'no_clear_change') => ({
  key: 'site00000001',
  name: 'North Lot',
  timeZone: 'UTC',
  origins: ['camera' as const],
  changes: [],
  before: period(before),
  after: period(after),
  comparedHours: 168,
  difference: after - before,
  relative: (after - before) / before,
  interval: { level: 0.95, low: after - before - 0.02, high: after - before + 0.02 },
  effectSize: 1,
  verdict,
});

describe('comparisonSentence', () => {
  it('the sentence has a difference of two ratios in percentage points, beside the relative change in percent', () => {
    expect(comparisonSentence('occupancy', compared(0.4, 0.5, 'higher'))).toBe(
      'Occupancy of North Lot rose by 10 percentage points (25 %): 40 % before and 50 % after ' +
        '(difference 95 % confidence interval 8 percentage points to 12 percentage points), from 28 and 28 days.',
    );
  });

  it('the sentence of a fall has the unit of the measure', () => {
    expect(comparisonSentence('stopped', compared(5, 3, 'lower'))).toBe(
      'Number of stopped vehicles of North Lot fell by 2 vehicles (40 %): 5 vehicles before and 3 vehicles after ' +
        '(difference 95 % confidence interval -2.02 vehicles to -1.98 vehicles), from 28 and 28 days.',
    );
  });
});
