import { expect, it } from '@jest/globals';
import { pointDayOf } from './point-days.ts';

it.each([
  ['1d', true],
  ['1h', false],
] as const)(
  'days are those of the chart and hours those of the series: with %s, left out is %s',
  (interval, isApart) => {
    const holiday = {
      date: '2026-10-01',
      kind: 'holiday',
      leftOut: true,
      name: { text: '国庆节', en: null, zh: null },
      calendarId: '00000000000a',
    } as const;
    const dayOf = pointDayOf('lot', 'Pacific/Auckland', {
      holidays: 'apart',
      interval,
      timeZone: 'UTC',
      byKey: new Map([['lot', [holiday]]]),
    });
    expect(dayOf(Date.parse('2026-10-01T23:00:00Z')).isApart).toBe(isApart);
  },
);
