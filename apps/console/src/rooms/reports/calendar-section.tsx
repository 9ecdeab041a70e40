import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Calendar } from '@vialog/contracts';
import { calendarsQuery, holidayRegionsQuery } from '../../api/calendars.ts';
import { sitesQuery } from '../../api/queries.ts';
import form from '../../forms/camera-form.module.css';
import { useWords } from '../../language/language.ts';
import { Failure } from '../../shell/failure.tsx';
import { LoadingNotice } from '../../shell/notices.tsx';
import { Section } from '../../shell/section.tsx';
import { CalendarFileForm } from './calendar-file-form.tsx';
import { NextDays } from './next-days.tsx';
import { RegionForm } from './region-form.tsx';
import styles from './reports.module.css';
import { useCalendarChanges } from './use-calendar-changes.ts';

type Opened = 'region' | 'file' | undefined;

/** Calendars of holidays and events, with the days that follow. */
export function CalendarSection() {
  const { t } = useWords();
  const [opened, setOpened] = useState<Opened>();
  const { data: calendars, error } = useQuery(calendarsQuery);
  const close = () => setOpened(undefined);
  return (
    <Section
      title={t('calendars.title')}
      aside={
        <div className={styles.actions}>
          <Button size="xs" variant="default" onClick={() => setOpened('region')}>
            {t('calendars.addRegion')}
          </Button>
          <Button size="xs" variant="default" onClick={() => setOpened('file')}>
            {t('calendars.addFile')}
          </Button>
        </div>
      }
    >
      <p className={form.hint}>{t('calendars.hint')}</p>
      {opened === 'region' && <RegionForm onClose={close} />}
      {opened === 'file' && <CalendarFileForm onClose={close} />}
      <Failure error={error} />
      {!calendars && !error && <LoadingNotice />}
      {calendars?.length === 0 && <p className={form.hint}>{t('calendars.none')}</p>}
      <ul className={styles.rows}>
        {calendars?.map((calendar) => (
          <CalendarRow key={calendar.calendarId} calendar={calendar} />
        ))}
      </ul>
      {calendars !== undefined && calendars.length > 0 && <NextDays calendars={calendars} />}
    </Section>
  );
}

function CalendarRow({ calendar }: { readonly calendar: Calendar }) {
  const { t } = useWords();
  const { deleteCalendar } = useCalendarChanges();
  const { calendarId, name } = calendar;
  const remove = () => {
    if (globalThis.confirm(t('calendars.confirmDelete', { name }))) deleteCalendar.mutate(calendarId);
  };
  return (
    <li className={styles.row}>
      <h3 className={styles.name}>{name}</h3>
      <p className={styles.soft}>
        <Source calendar={calendar} />
        <Places calendar={calendar} />
      </p>
      <div className={styles.actions}>
        <Button
          size="xs"
          variant="default"
          aria-label={t('calendars.deleteNamed', { name })}
          loading={deleteCalendar.isPending}
          onClick={remove}
        >
          {t('calendars.delete')}
        </Button>
      </div>
      <Failure error={deleteCalendar.error} />
    </li>
  );
}

function Source({ calendar: { source } }: { readonly calendar: Calendar }) {
  const { t, language } = useWords();
  const country = source.kind === 'region' ? source.region.slice(0, 2) : undefined;
  const { data: regions } = useQuery({
    ...holidayRegionsQuery(undefined),
    enabled: country !== undefined,
  });
  if (source.kind === 'file')
    return <span>{t(`calendars.fileOf.${source.dayKind}`, { count: source.events })}</span>;
  const known = regions?.find(({ code }) => code === country);
  const name = (language === 'zh' ? known?.nameZh : undefined) ?? known?.name ?? source.region;
  const types = source.types.map((type) => t(`calendars.type.${type}`)).join(t('trends.and'));
  return <span>{t('calendars.regionOf', { name, code: source.region, types })}</span>;
}

function Places({ calendar: { sites: ids } }: { readonly calendar: Calendar }) {
  const { t } = useWords();
  const { data: sites = [] } = useQuery({ ...sitesQuery, enabled: ids !== null });
  if (ids === null) return <span>{t('calendars.allSites')}</span>;
  const names = ids.map((id) => sites.find(({ siteId }) => siteId === id)?.name ?? id);
  return <span>{names.join(t('trends.and'))}</span>;
}
