import { describe, expect, it } from '@jest/globals';
import { ageText, fullTime, offsetAt, startOfDay, startOfNextDay, timeOfDay } from './times.ts';

const at = Date.parse('2026-03-29T00:30:00.000Z');

describe('times at the camera', () => {
  it('carry the offset that holds at that moment', () => {
    expect(offsetAt(at, 'Europe/Berlin')).toBe('UTC+01:00');
    expect(offsetAt(at + 3_600_000, 'Europe/Berlin')).toBe('UTC+02:00');
    expect(offsetAt(at, 'UTC')).toBe('UTC+00:00');
    expect(offsetAt(at, 'Asia/Kathmandu')).toBe('UTC+05:45');
  });

  it('are told in the zone of the camera and the language of the reader', () => {
    expect(timeOfDay(at, { language: 'en-GB', timeZone: 'Asia/Shanghai' })).toBe('08:30');
    expect(fullTime(at, { language: 'zh-CN', timeZone: 'Asia/Shanghai' })).toBe(
      '2026年3月29日 08:30:00 UTC+08:00',
    );
  });

  it.each([
    ['Asia/Shanghai', 24],
    ['Europe/Berlin', 23],
    ['UTC', 24],
  ])('the day of 29 March 2026 in %s has %i hours', (timeZone, hours) => {
    const from = startOfDay(at + 12 * 3_600_000, timeZone);
    expect((startOfNextDay(from, timeZone) - from) / 3_600_000).toBe(hours);
    expect(timeOfDay(from, { language: 'en-GB', timeZone })).toBe('00:00');
  });

  it('finds midnight where the offset at UTC midnight is already another one', () => {
    const from = startOfDay(Date.parse('2026-04-05T06:00:00Z'), 'Pacific/Auckland');
    expect(new Date(from).toISOString()).toBe('2026-04-04T11:00:00.000Z');
  });

  it('the day clocks go back has 25 hours', () => {
    const from = startOfDay(Date.parse('2026-10-25T12:00:00Z'), 'Europe/Berlin');
    expect((startOfNextDay(from, 'Europe/Berlin') - from) / 3_600_000).toBe(25);
  });
});

describe('ageText', () => {
  it.each([
    [900, '0s'],
    [61_000, '61s'],
    [119_999, '119s'],
    [120_000, '2m'],
    [7_200_000, '2h'],
    [172_800_000, '2d'],
  ])('says %i ms as %s', (ms, text) => {
    expect(ageText(ms, 'en-GB')).toBe(text);
  });
});
