import { useQuery } from '@tanstack/react-query';
import type { Calendar } from '@vialog/contracts';
import { specialDaysQuery } from '../../api/calendars.ts';
import { serverNow } from '../../api/call.ts';
import { dateAndWeekday, localTimeText } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { Failure } from '../../shell/failure.tsx';
import styles from './reports.module.css';

const dayMs = 86_400_000;
/** Days ahead that are searched, and days that are listed. */
const [daysAhead, daysShown] = [366, 12];

/** The next special days of all calendars. */
export function NextDays({ calendars }: { readonly calendars: readonly Calendar[] }) {
  const { t, tag, language } = useWords();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const dayOf = (at: number) => localTimeText(at, timeZone).slice(0, 10);
  const now = serverNow();
  const { data: days, error } = useQuery(
    specialDaysQuery({ from: dayOf(now), to: dayOf(now + daysAhead * dayMs) }),
  );
  return (
    <div className={styles.nextDays}>
      <h3 className={styles.name}>{t('calendars.nextDays')}</h3>
      <Failure error={error} />
      {days?.length === 0 && <p className={styles.hint}>{t('calendars.noDays')}</p>}
      <ul className={styles.days}>
        {days?.slice(0, daysShown).map(({ date, kind, name, calendarId }) => (
          <li key={`${date} ${calendarId} ${name.text}`} className={styles.day}>
            <b>{dateAndWeekday(Date.parse(`${date}T12:00:00Z`), { language: tag, timeZone: 'UTC' })}</b>
            <span className={styles.hint}>{t(`trends.dayKinds.${kind}`)}</span>
            <span className={styles.dayName}>
              {t('calendars.dayOf', {
                name: name[language] ?? name.text,
                calendar: calendars.find((one) => one.calendarId === calendarId)?.name ?? '',
              })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
