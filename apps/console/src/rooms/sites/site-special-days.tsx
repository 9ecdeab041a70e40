import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Site, SpecialDay } from '@vialog/contracts';
import { siteDaysQuery } from '../../api/special-days.ts';
import { dateAndWeekday, localTimeText } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { specialDaysText } from '../../trends/special-day-text.ts';
import { dateAfter, isLeftOut, specialDaysFrom } from './special-days-of-sites.ts';
import styles from './sites-overview.module.css';

/** Days ahead whose holidays and events are named. */
const daysAhead = 14;

/** Holidays and events of a site, today and in the next two weeks. */
export function SiteSpecialDays({ site, now }: { readonly site: Site; readonly now: number }) {
  const words = useWords();
  const { t } = words;
  const { timeZone, siteId } = site;
  const today = localTimeText(now, timeZone).slice(0, 10);
  const sites = useMemo(() => [siteId], [siteId]);
  const days = useQuery(siteDaysQuery({ from: today, to: dateAfter(today, daysAhead), timeZone, sites }));
  const { today: ofToday, later } = specialDaysFrom(days.data ?? [], today);
  return (
    <>
      {ofToday.length > 0 && (
        <p>
          {t('sites.specialToday', { days: specialDaysText(ofToday, words) })}
          {ofToday.some(isLeftOut) && t('sites.typicalWithout')}
        </p>
      )}
      {later.length > 0 && <LaterDays days={later} />}
    </>
  );
}

function LaterDays({ days }: { readonly days: readonly SpecialDay[] }) {
  const words = useWords();
  const { t, tag } = words;
  const byDate = [...Map.groupBy(days, ({ date }) => date)];
  const texts = byDate.map(([date, ofDate]) => {
    const day = dateAndWeekday(Date.parse(`${date}T12:00:00Z`), { language: tag, timeZone: 'UTC' });
    return t('sites.dayOf', { day, days: specialDaysText(ofDate, words) });
  });
  return <p className={styles.soft}>{t('sites.specialLater', { days: texts.join(t('sites.nextDay')) })}</p>;
}
