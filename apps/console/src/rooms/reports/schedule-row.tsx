import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { ListedReportSchedule } from '@vialog/contracts';
import { channelsQuery } from '../../api/channels.ts';
import { fullTime } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { Failure } from '../../shell/failure.tsx';
import { changeWithUndo } from '../../undo/change-with-undo.ts';
import styles from './reports.module.css';
import { RunLine, RunList } from './run-list.tsx';
import { ruleText } from './schedule-text.ts';
import { useScheduleChanges } from '../../report-schedules/use-schedule-changes.ts';

interface ScheduleRowProps {
  readonly schedule: ListedReportSchedule;
  /** The form, while the schedule is changed. */
  readonly children: ReactNode;
}

/** A schedule with its next and last run. */
export function ScheduleRow({ schedule, children }: ScheduleRowProps) {
  const words = useWords();
  const { t, tag } = words;
  const [isOpen, setOpen] = useState(false);
  const { name, nextDueAt, lastRun, timeZone, createdBy, period } = schedule;
  const next = nextDueAt === undefined ? undefined : Date.parse(nextDueAt);
  return (
    <li className={styles.row} data-off={!schedule.isOn || undefined}>
      <div className={styles.what}>
        <h3 className={styles.name}>{name}</h3>
        {!schedule.isOn && <span className={styles.state}>{t('reports.paused')}</span>}
      </div>
      <p className={styles.soft}>
        <span>{t(`reports.period.${period}`)}</span>
        <span>{ruleText(schedule, words)}</span>
        <Target schedule={schedule} />
        <span>{t('alerts.createdBy', { name: createdBy })}</span>
      </p>
      <p>
        {next === undefined
          ? t('reports.noNext')
          : t('reports.next', { time: fullTime(next, { language: tag, timeZone }) })}
      </p>
      {lastRun ? (
        <RunLine run={lastRun} timeZone={timeZone} />
      ) : (
        <p className={styles.soft}>{t('reports.noRun')}</p>
      )}
      <Actions schedule={schedule} isOpen={isOpen} onOpen={setOpen} />
      {isOpen && <RunList schedule={schedule} />}
      {children}
    </li>
  );
}

/** Formats of the files, and the channel. */
function Target({ schedule: { formats, channelId } }: { schedule: ListedReportSchedule }) {
  const { t } = useWords();
  const { data: channels } = useQuery({
    ...channelsQuery,
    enabled: channelId !== null,
    refetchInterval: false,
  });
  const channel = channels?.find((each) => each.channelId === channelId);
  return (
    <>
      <span>
        {formats.length === 0
          ? t('reports.noFiles')
          : formats.map((format) => format.toUpperCase()).join(t('trends.and'))}
      </span>
      {channelId !== null && (
        <span>
          {channel ? t('reports.toChannel', { name: channel.name }) : t('reports.toUnknownChannel')}
        </span>
      )}
    </>
  );
}

interface ActionsProps {
  readonly schedule: ListedReportSchedule;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

function Actions({ schedule, isOpen, onOpen }: ActionsProps) {
  const { t } = useWords();
  const { deleteSchedule, startRun } = useScheduleChanges();
  const { scheduleId, name, lastRun } = schedule;
  const remove = () => {
    if (globalThis.confirm(t('reports.confirmDelete', { name }))) deleteSchedule.mutate(scheduleId);
  };
  return (
    <>
      <div className={styles.actions}>
        <Link
          to="/reports"
          search={{ schedule: scheduleId }}
          resetScroll={false}
          aria-label={t('reports.editNamed', { name })}
        >
          {t('reports.edit')}
        </Link>
        <Button
          size="xs"
          variant="default"
          aria-label={t('reports.runNamed', { name })}
          disabled={lastRun?.isManual === true && lastRun.state === 'pending'}
          loading={startRun.isPending}
          onClick={() => startRun.mutate(scheduleId)}
        >
          {t('reports.run')}
        </Button>
        <PauseButton schedule={schedule} />
        <Button
          size="xs"
          variant="default"
          aria-expanded={isOpen}
          aria-label={t('reports.runsNamed', { name })}
          onClick={() => onOpen(!isOpen)}
        >
          {t('reports.runs')}
        </Button>
        <Button size="xs" variant="default" aria-label={t('reports.deleteNamed', { name })} onClick={remove}>
          {t('reports.delete')}
        </Button>
      </div>
      <Failure error={deleteSchedule.error ?? startRun.error} />
    </>
  );
}

function PauseButton({ schedule: { scheduleId, name, isOn } }: { readonly schedule: ListedReportSchedule }) {
  const { t } = useWords();
  const { changeSchedule } = useScheduleChanges();
  const onSwitch = () =>
    changeWithUndo(changeSchedule, {
      change: { scheduleId, patch: { isOn: !isOn } },
      undo: { scheduleId, patch: { isOn } },
      text: t(isOn ? 'undo.scheduleOff' : 'undo.scheduleOn', { name }),
    });
  return (
    <>
      <Button
        size="xs"
        variant="default"
        aria-label={t(isOn ? 'reports.pauseNamed' : 'reports.resumeNamed', { name })}
        onClick={onSwitch}
      >
        {t(isOn ? 'reports.pause' : 'reports.resume')}
      </Button>
      <Failure error={changeSchedule.error} />
    </>
  );
}
