import { expect, it } from '@jest/globals';
import type { Words } from '../language/language.ts';
import { specialDayText, specialDaysText } from './special-day-text.ts';

const t = (key: string, values: Record<string, string> = {}) =>
  key === 'trends.specialDay' ? `${values['name']} (${values['what']})` : key.replace('trends.', '');
const wordsIn = (language: 'en' | 'zh') => ({ t, language, tag: language }) as unknown as Words;
const day = {
  name: { text: '国庆节', en: 'National Day', zh: null },
  kind: 'holiday',
  leftOut: true,
} as const;

it('a special day has its name in the language, its kind, and says that it is left out', () => {
  expect(specialDayText(day, wordsIn('en'))).toBe('National Day (dayKinds.holidayandleftOut)');
  expect(specialDayText({ ...day, leftOut: false }, wordsIn('zh'))).toBe('国庆节 (dayKinds.holiday)');
});

it('a special day of several series is named once', () => {
  const words = wordsIn('en');
  expect(specialDaysText([day, day], words)).toBe(specialDayText(day, words));
});
