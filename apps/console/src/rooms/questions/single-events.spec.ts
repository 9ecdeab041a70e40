import { expect, it } from '@jest/globals';
import type { SpecialDay } from '@vialog/contracts';
import { singleEvents } from './single-events.ts';

const dayOf = (date: string, text: string, kind: SpecialDay['kind'] = 'event'): SpecialDay => ({
  date,
  kind,
  name: { text, en: null, zh: null },
  calendarId: '00000000000h',
});
const found = (...days: readonly SpecialDay[]): string[] =>
  singleEvents(days).map(({ date, name }) => `${date} ${name.text}`);

it('the first day of an event that took place once is offered, the newest event first', () => {
  const festival = ['2026-05-03', '2026-05-02'].map((date) => dayOf(date, 'Festival'));
  expect(found(dayOf('2026-03-01', 'Bridge closed'), ...festival)).toEqual([
    '2026-05-02 Festival',
    '2026-03-01 Bridge closed',
  ]);
});

it('events that come again, seasons of more than a week and holidays are not offered', () => {
  const market = ['2026-05-02', '2026-05-09'].map((date) => dayOf(date, 'Market'));
  const season = Array.from({ length: 8 }, (_, i) => dayOf(`2026-07-0${i + 1}`, 'Summer'));
  expect(found(...market, ...season, dayOf('2026-01-01', 'New Year', 'holiday'))).toEqual([]);
});
