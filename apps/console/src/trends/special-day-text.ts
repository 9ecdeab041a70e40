import type { SeriesSpecialDay } from '@vialog/contracts';
import type { Words } from '../language/language.ts';

type NamedDay = Pick<SeriesSpecialDay, 'name' | 'kind'> & Partial<Pick<SeriesSpecialDay, 'leftOut'>>;

/** "National Day (holiday, left out)". */
export function specialDayText({ name, kind, leftOut }: NamedDay, { t, language }: Words): string {
  const text = name[language] ?? name.text;
  const what = [t(`trends.dayKinds.${kind}`), ...(leftOut ? [t('trends.leftOut')] : [])];
  return t('trends.specialDay', { name: text, what: what.join(t('trends.and')) });
}

/** The special days of several points, each once. */
export function specialDaysText(days: readonly NamedDay[], words: Words): string {
  return [...new Set(days.map((day) => specialDayText(day, words)))].join(words.t('trends.and'));
}
