import { Button, FileInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { wholeNumber } from '../../format/numbers.ts';
import form from '../../forms/camera-form.module.css';
import { useWords } from '../../language/language.ts';
import { errorText, serverSentences } from '../../shell/error-text.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { guessFormat } from './guess-format.ts';
import styles from './import-cameras.module.css';
import { ImportFields } from './import-fields.tsx';
import { ReportView } from './report-view.tsx';
import { emptyImport, useImport, type ImportForm } from './use-import.ts';
import { ServerText } from '../../shell/server-text.tsx';

/** Beginning of a file from which its format is guessed, bytes. */
const guessedBytes = 4_096;

/** The room in which a list of cameras is checked and then imported. */
export function ImportCamerasRoom() {
  const { t } = useWords();
  usePageTitle(t('import.title'));
  const [file, setFile] = useState<File>();
  const [options, setOptions] = useState<ImportForm>(emptyImport);
  const run = useImport(file, options);
  const change = (fields: Partial<ImportForm>) => {
    run.reset();
    setOptions((before) => ({ ...before, ...fields }));
  };
  const choose = async (chosen: File | null) => {
    setFile(chosen ?? undefined);
    if (chosen) change({ format: guessFormat(chosen.name, await chosen.slice(0, guessedBytes).text()) });
  };
  return (
    <div className={form.room}>
      <h1 className={form.title}>{t('import.title')}</h1>
      <p className={form.lead}>{t('import.lead')}</p>
      <div className={styles.steps}>
        <fieldset className={form.group}>
          <legend>{t('import.file')}</legend>
          <FileInput
            label={t('import.file')}
            placeholder={t('import.choose')}
            value={file ?? null}
            onChange={(chosen) => void choose(chosen)}
            clearable
          />
          <ImportFields form={options} change={change} />
        </fieldset>
        <Actions run={run} hasFile={file !== undefined} />
        {run.report && <ReportView report={run.report} />}
      </div>
      <p>
        <Link to="/">{t('shell.goToMap')}</Link>
      </p>
    </div>
  );
}

function Actions({ run, hasFile }: { run: ReturnType<typeof useImport>; hasFile: boolean }) {
  const { t, tag } = useWords();
  const { report, progress, error } = run;
  const stored = report ? report.summary.new + report.summary.changed : 0;
  const mayApply = report?.dryRun === true && report.summary.invalid === 0 && stored > 0;
  return (
    <div className={styles.actions}>
      <Button
        onClick={run.check}
        loading={run.isRunning}
        disabled={!hasFile}
        variant={mayApply ? 'default' : 'filled'}
      >
        {t('import.check')}
      </Button>
      {mayApply && (
        <Button onClick={run.apply} loading={run.isRunning}>
          {t('import.apply', { count: stored, number: wholeNumber(stored, tag) })}
        </Button>
      )}
      {run.isRunning && progress && (
        <span role="status">
          {t('import.progress', {
            checked: wholeNumber(progress.checked, tag),
            rows: wholeNumber(progress.rows, tag),
          })}
        </span>
      )}
      {error && (
        <div className={form.error} role="alert">
          <p>{errorText(error, t)}</p>
          <ul>
            {serverSentences(error)
              .slice(0, maxMessages)
              .map((sentence) => (
                <li key={sentence.message}>
                  <ServerText of={sentence} />
                </li>
              ))}
          </ul>
        </div>
      )}
    </div>
  );
}

const maxMessages = 20;
