import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ListedReportRun, ListedReportSchedule, ReportDelivery } from '@vialog/contracts';
import { reportRunsQuery, runFileAddress } from '../../api/report-schedules.ts';
import { fileSize } from '../../format/numbers.ts';
import { fullTime } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { ErrorMessage } from '../../shell/error-message.tsx';
import { Failure } from '../../shell/failure.tsx';
import { LoadingNotice } from '../../shell/notices.tsx';
import styles from './reports.module.css';
import { useScheduleChanges } from '../../report-schedules/use-schedule-changes.ts';

/** The newest runs of a schedule. */
export function RunList({ schedule: { scheduleId, timeZone } }: { schedule: ListedReportSchedule }) {
  const { t } = useWords();
  const { data: runs, error } = useQuery(reportRunsQuery(scheduleId));
  if (!runs) return error ? <Failure error={error} /> : <LoadingNotice />;
  if (runs.length === 0) return <p className={styles.soft}>{t('reports.noRun')}</p>;
  return (
    <ul className={styles.runs}>
      {runs.map((run) => (
        <li key={run.runId}>
          <RunLine run={run} timeZone={timeZone} />
        </li>
      ))}
    </ul>
  );
}

/** A run with its result, its files, and the delivery of its event. */
export function RunLine({ run, timeZone }: { readonly run: ListedReportRun; readonly timeZone: string }) {
  const { t, tag } = useWords();
  const { dueAt, state, isLate, isManual, files, failure, delivery, runId } = run;
  return (
    <div className={styles.run}>
      <p className={styles.what}>
        <span>{fullTime(Date.parse(dueAt), { language: tag, timeZone })}</span>
        <span className={styles.state} data-state={state}>
          {t(`reports.state.${state}`)}
        </span>
        {isManual && <span className={styles.hint}>{t('reports.manual')}</span>}
        {isLate && <span className={styles.hint}>{t('reports.late')}</span>}
        {files.map(({ format, fileName, bytes }) => (
          <a key={format} href={runFileAddress(runId, format)} download={fileName} title={fileName}>
            {t('reports.file', { format: format.toUpperCase(), size: fileSize(bytes, tag) })}
          </a>
        ))}
      </p>
      {failure && (
        <p className={styles.error}>
          <ErrorMessage text={t(`error.${failure.code}`)} serverText={failure.detail} />
        </p>
      )}
      {delivery && <DeliveryLine delivery={delivery} />}
    </div>
  );
}

function DeliveryLine({ delivery }: { readonly delivery: ReportDelivery }) {
  const { t } = useWords();
  const { resend } = useScheduleChanges();
  const { state, failure } = delivery;
  const isFault = state === 'dead_lettered' || state === 'no_channel';
  return (
    <>
      <p className={styles.what}>
        <span className={isFault ? styles.error : styles.hint}>{t(`reports.delivery.${state}`)}</span>
        {failure && <span className={styles.hint}>{t(`channels.failure.${failure.code}`)}</span>}
        {state === 'dead_lettered' && (
          <Button
            size="compact-xs"
            variant="default"
            loading={resend.isPending}
            onClick={() => resend.mutate(delivery)}
          >
            {t('channels.resend')}
          </Button>
        )}
      </p>
      <Failure error={resend.error} />
    </>
  );
}
