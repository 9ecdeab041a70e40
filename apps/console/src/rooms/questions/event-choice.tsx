import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Site } from '@vialog/contracts';
import { useState } from 'react';
import { siteDaysQuery } from '../../api/special-days.ts';
import { dayMonthYear, localTimeText } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { singleEvents } from './single-events.ts';

/** Time before now in which events are offered, ms: the year of the history, and the period before it. */
const rangeMs = 400 * 86_400_000;

interface EventChoiceProps {
  readonly sites: readonly Site[];
  /** Id of the chosen site; undefined: all. */
  readonly site: string | undefined;
  /** The chosen date. */
  readonly date: string | undefined;
  readonly timeZone: string;
  readonly onChange: (date: string) => void;
}

/** Events of the calendars of the sites, as dates of a change. Nothing is shown where there is none. */
export function EventChoice({ sites, site, date, timeZone, onChange }: EventChoiceProps) {
  const { t, tag, language } = useWords();
  const [now] = useState(() => Date.now());
  const dayOf = (at: number): string => localTimeText(at, timeZone).slice(0, 10);
  const chosen = sites.flatMap(({ siteId }) => (site === undefined || siteId === site ? [siteId] : []));
  const days = useQuery(
    siteDaysQuery({ from: dayOf(now - rangeMs), to: dayOf(now), timeZone, sites: chosen }),
  );
  const events = singleEvents(days.data ?? []);
  if (events.length === 0) return null;
  const dateText = (day: string): string =>
    dayMonthYear(Date.parse(`${day}T12:00:00Z`), { language: tag, timeZone: 'UTC' });
  return (
    <NativeSelect
      label={t('questions.event')}
      value={events.some((event) => event.date === date) ? date : ''}
      data={[
        { value: '', label: t('questions.noEvent') },
        ...events.map((event) => ({
          value: event.date,
          label: t('questions.eventOn', {
            name: event.name[language] ?? event.name.text,
            date: dateText(event.date),
          }),
        })),
      ]}
      onChange={({ currentTarget: { value } }) => {
        if (value) onChange(value);
      }}
    />
  );
}
