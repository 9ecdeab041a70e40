import { expect, test } from '@jest/globals';
import { stepsOfRule } from './rule-steps.ts';

const start = { local: '2026-05-01', timeZone: null };
const stepsOf = (rule: string): number => stepsOfRule({ start, rule }, Date.parse('2036-05-01T00:00:00Z'));

test('COUNT bounds the steps of a rule with a start in every period', () => {
  expect(stepsOf('FREQ=WEEKLY;BYDAY=MO,TU;COUNT=10')).toBe(33);
  expect(stepsOf('FREQ=DAILY;INTERVAL=2;COUNT=10')).toBe(22);
});

test('COUNT does not bound the steps of a rule that leaves periods out', () => {
  expect(stepsOf('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1')).toBeGreaterThan(7_000);
  expect(stepsOf('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=1')).toBe(24);
});

test('COUNT beyond the searched time changes nothing', () => {
  expect(stepsOf('FREQ=WEEKLY;COUNT=100000')).toBe(stepsOf('FREQ=WEEKLY'));
});
