import { Button, FileInput, NativeSelect, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import type { CalendarImportReport } from '@vialog/contracts';
import type { CalendarFile } from '../../api/calendars.ts';
import { dateAndWeekday } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { Failure } from '../../shell/failure.tsx';
import styles from './reports.module.css';
import { useCalendarChanges } from './use-calendar-changes.ts';
import { ServerText } from '../../shell/server-text.tsx';

/** Problems of a file that are listed. */
const problemsShown = 8;

/** A chosen file with its name and kind. It is checked when it is chosen, before anything is stored. */
function useChosenFile(onImported: () => void) {
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState('');
  const [kind, setKind] = useState<CalendarFile['kind']>('event');
  const { importFile } = useCalendarChanges();
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setName('');
    importFile.reset();
    if (chosen)
      importFile.mutate(
        { file: chosen, name: '', kind, dryRun: true },
        { onSuccess: (checked) => setName(checked.name) },
      );
  };
  const store = () => {
    if (file) importFile.mutate({ file, name, kind, dryRun: false }, { onSuccess: onImported });
  };
  const { data: report, error, isPending } = importFile;
  return { file, choose, name, setName, kind, setKind, store, report, error, isPending };
}

/** Imports an iCalendar file. Problems are shown before it is stored. */
export function CalendarFileForm({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const chosen = useChosenFile(onClose);
  const { report, error, isPending } = chosen;
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    chosen.store();
  };
  return (
    <form className={styles.form} onSubmit={submit} aria-label={t('calendars.addFile')}>
      <FileFields chosen={chosen} />
      {report && <CheckedFile report={report} />}
      <Failure error={error} />
      <div className={styles.actions}>
        <Button
          type="submit"
          size="sm"
          disabled={!chosen.file || !report || report.problems.length > 0}
          loading={isPending}
        >
          {t('calendars.import')}
        </Button>
        <Button size="sm" variant="default" onClick={onClose}>
          {t('alerts.cancel')}
        </Button>
      </div>
    </form>
  );
}

function FileFields({ chosen }: { readonly chosen: ReturnType<typeof useChosenFile> }) {
  const { t } = useWords();
  return (
    <div className={styles.fields}>
      <FileInput
        label={t('calendars.file')}
        placeholder={t('calendars.chooseFile')}
        accept=".ics,text/calendar"
        value={chosen.file}
        onChange={chosen.choose}
      />
      <TextInput
        label={t('alerts.name')}
        maxLength={120}
        value={chosen.name}
        onChange={({ currentTarget: { value } }) => chosen.setName(value)}
      />
      <NativeSelect
        label={t('calendars.kind')}
        value={chosen.kind}
        data={(['event', 'holiday'] as const).map((value) => ({
          value,
          label: t(`calendars.kinds.${value}`),
        }))}
        onChange={({ currentTarget: { value } }) => chosen.setKind(value === 'holiday' ? 'holiday' : 'event')}
      />
    </div>
  );
}

/** What a file has, or why it is rejected. */
function CheckedFile({ report: { events, firstDay, problems } }: { readonly report: CalendarImportReport }) {
  const { t, tag } = useWords();
  if (problems.length > 0)
    return (
      <div role="alert">
        <p className={styles.error}>{t('calendars.rejected', { count: problems.length })}</p>
        <ul className={styles.problems}>
          {problems.slice(0, problemsShown).map(({ line, message }) => (
            <li key={`${line} ${message}`}>
              {t('calendars.line', { line })} <ServerText of={message} />
            </li>
          ))}
        </ul>
      </div>
    );
  const first =
    firstDay === null
      ? ''
      : dateAndWeekday(Date.parse(`${firstDay}T12:00:00Z`), { language: tag, timeZone: 'UTC' });
  return <p role="status">{t('calendars.found', { count: events, first })}</p>;
}
