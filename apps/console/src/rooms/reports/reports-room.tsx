import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { reportSchedulesQuery } from '../../api/report-schedules.ts';
import form from '../../forms/camera-form.module.css';
import { useWords } from '../../language/language.ts';
import { ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { Section } from '../../shell/section.tsx';
import { CalendarSection } from './calendar-section.tsx';
import styles from './reports.module.css';
import { ScheduleForm } from './schedule-form.tsx';
import { ScheduleRow } from './schedule-row.tsx';

/** Reports that are written regularly, and the calendars that their figures respect. `?schedule=` opens a schedule for changes. */
export function ReportsRoom() {
  const { t } = useWords();
  usePageTitle(t('reports.title'));
  const { schedule: chosen } = useSearch({ from: '/reports' });
  const { data: schedules, error, refetch } = useQuery(reportSchedulesQuery);
  if (!schedules)
    return error ? <ErrorNotice isPage error={error} onRetry={() => void refetch()} /> : <LoadingNotice />;
  return (
    <div className={`${form.room} ${styles.room}`}>
      <h1 className={form.title}>{t('reports.title')}</h1>
      <Section title={t('reports.schedules')} aside={<Link to="/trends">{t('reports.add')}</Link>}>
        {schedules.length === 0 && <p className={form.hint}>{t('reports.none')}</p>}
        <ul className={styles.rows}>
          {schedules.map((schedule) => (
            <ScheduleRow key={schedule.scheduleId} schedule={schedule}>
              {schedule.scheduleId === chosen && <ScheduleForm schedule={schedule} />}
            </ScheduleRow>
          ))}
        </ul>
      </Section>
      <CalendarSection />
    </div>
  );
}
