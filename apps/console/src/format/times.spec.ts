import { describe, expect, it } from '@jest/globals';
import type { TFunction } from 'i18next';
import {
  ageText,
  fullTime,
  instantOfLocalTime,
  localTimeText,
  offsetAt,
  startOfDay,
  startOfNextDay,
  timeOfDay,
} from './times.ts';

const at = Date.parse('2026-03-29T00:30:00.000Z');

describe('times at a camera', () => {
  it('times have the UTC offset that is valid at that time', () => {
    expect(offsetAt(at, 'Europe/Berlin')).toBe('UTC+01:00');
    expect(offsetAt(at + 3_600_000, 'Europe/Berlin')).toBe('UTC+02:00');
    expect(offsetAt(at, 'UTC')).toBe('UTC+00:00');
    expect(offsetAt(at, 'Asia/Kathmandu')).toBe('UTC+05:45');
  });

  it('times are shown in the time zone of the camera and the language of the reader', () => {
    expect(timeOfDay(at, { language: 'en-GB', timeZone: 'Asia/Shanghai' })).toBe('08:30');
    expect(fullTime(at, { language: 'zh-CN', timeZone: 'Asia/Shanghai' })).toBe(
      '2026年3月29日 08:30:00 UTC+08:00',
    );
  });

  it.each([
    ['Asia/Shanghai', 24],
    ['Europe/Berlin', 23],
    ['UTC', 24],
  ])('a local day, 29 March 2026 in %s, has %i hours', (timeZone, hours) => {
    const from = startOfDay(at + 12 * 3_600_000, timeZone);
    expect((startOfNextDay(from, timeZone) - from) / 3_600_000).toBe(hours);
    expect(timeOfDay(from, { language: 'en-GB', timeZone })).toBe('00:00');
  });

  it('startOfDay finds local midnight where the UTC offset changes between UTC midnight and local midnight', () => {
    const from = startOfDay(Date.parse('2026-04-05T06:00:00Z'), 'Pacific/Auckland');
    expect(new Date(from).toISOString()).toBe('2026-04-04T11:00:00.000Z');
  });

  it('the day on which clocks go back has 25 hours', () => {
    const from = startOfDay(Date.parse('2026-10-25T12:00:00Z'), 'Europe/Berlin');
    expect((startOfNextDay(from, 'Europe/Berlin') - from) / 3_600_000).toBe(25);
  });
});

describe('ageText', () => {
  const t = ((key: string, { number }: { number: number }) => `${key} ${number}`) as unknown as TFunction;
  it.each([
    [900, 'age.second 0'],
    [61_000, 'age.second 61'],
    [119_999, 'age.second 119'],
    [120_000, 'age.minute 2'],
    [7_200_000, 'age.hour 2'],
    [172_800_000, 'age.day 2'],
  ])('writes an age of %i ms as %s', (ms, text) => {
    expect(ageText(ms, t)).toBe(text);
  });
});

describe('local times of an input field', () => {
  it.each(['2026-03-29T00:30:00.000Z', '2026-03-29T12:00:00.000Z', '2026-10-25T03:30:00.000Z'])(
    'read back %s across changes of daylight-saving time',
    (instant) => {
      for (const timeZone of ['Europe/Berlin', 'Asia/Kathmandu', 'UTC'])
        expect(instantOfLocalTime(localTimeText(Date.parse(instant), timeZone), timeZone)).toBe(instant);
    },
  );

  it('local times of an input field are the time at the camera', () => {
    expect(localTimeText(at, 'Asia/Shanghai')).toBe('2026-03-29T08:30');
    expect(instantOfLocalTime('tomorrow', 'UTC')).toBe('tomorrow');
  });
});
