import { expect, test } from '@jest/globals';
import { isScheduled } from './schedule.ts';

const night = { days: ['sat' as const], from: '22:00', to: '03:00' };
const berlin = (iso: string) => isScheduled(night, Date.parse(iso), 'Europe/Berlin');

test('a period past midnight belongs to the weekday of its start', () => {
  expect(berlin('2026-06-06T19:59:59Z')).toBe(false);
  expect(berlin('2026-06-06T20:00:00Z')).toBe(true);
  expect(berlin('2026-06-07T00:59:59Z')).toBe(true);
  expect(berlin('2026-06-07T01:00:00Z')).toBe(false);
  expect(berlin('2026-06-06T00:30:00Z')).toBe(false);
});

test('a night with a clock change follows the local clock', () => {
  // 25 October 2026: 03:00 summer time becomes 02:00. The hour from 02:00 occurs twice and belongs to the period both times.
  expect(berlin('2026-10-25T00:30:00Z')).toBe(true);
  expect(berlin('2026-10-25T01:30:00Z')).toBe(true);
  expect(berlin('2026-10-25T02:00:00Z')).toBe(false);
  // 29 March 2026: 02:00 becomes 03:00, so that the period ends an hour earlier.
  expect(berlin('2026-03-29T00:59:59Z')).toBe(true);
  expect(berlin('2026-03-29T01:00:00Z')).toBe(false);
});

test('a schedule from 00:00 to 24:00 covers the whole day, and none is always', () => {
  const day = { days: ['sun' as const], from: '00:00', to: '24:00' };
  expect(isScheduled(day, Date.parse('2026-10-25T22:59:59Z'), 'Europe/Berlin')).toBe(true);
  expect(isScheduled(day, Date.parse('2026-10-25T23:00:00Z'), 'Europe/Berlin')).toBe(false);
  expect(isScheduled(null, 0, 'Europe/Berlin')).toBe(true);
});
