import { dateAndWeekday } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { Section } from '../../shell/section.tsx';
import { specialDayText } from '../../trends/special-day-text.ts';
import type { Shown } from './use-shown.ts';
import styles from './trends-room.module.css';

/** Days that are listed, the first. */
const daysShown = 40;

/** Holidays and events that are shaded in the chart, and whether they are left out. */
export function SpecialDaysList({ shown: { series, specialDays, question } }: { shown: Shown }) {
  const words = useWords();
  const { t } = words;
  const found = new Map<string, { readonly date: string; readonly text: string; readonly names: string[] }>();
  for (const { key, name } of series)
    for (const day of specialDays.get(key) ?? []) {
      const text = specialDayText(day, words);
      const known = found.get(`${day.date} ${text}`);
      if (known) known.names.push(name);
      else found.set(`${day.date} ${text}`, { date: day.date, text, names: [name] });
    }
  if (found.size === 0) return null;
  const days = [...found.values()].sort((a, b) => Number(a.date > b.date) - Number(a.date < b.date));
  return (
    <Section title={t('trends.specialDays')}>
      <p className={styles.hint}>{t(`trends.specialHint.${question.holidays}`)}</p>
      <ul className={styles.list}>
        {days.slice(0, daysShown).map(({ date, text, names }) => (
          <li key={`${date} ${text}`}>
            <span className={styles.dayMark} aria-hidden="true" />
            <b>
              {dateAndWeekday(Date.parse(`${date}T12:00:00Z`), { ...question.format, timeZone: 'UTC' })}
            </b>{' '}
            {text}
            {names.length < series.length && (
              <span className={styles.cellNote}>{names.join(t('trends.and'))}</span>
            )}
          </li>
        ))}
      </ul>
      {days.length > daysShown && (
        <p className={styles.hint}>{t('trends.moreDays', { count: days.length - daysShown })}</p>
      )}
    </Section>
  );
}
