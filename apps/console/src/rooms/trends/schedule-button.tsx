import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useWords } from '../../language/language.ts';
import { Failure } from '../../shell/failure.tsx';
import { scheduleOfView } from '../../report-schedules/schedule-of-view.ts';
import { useScheduleChanges } from '../../report-schedules/use-schedule-changes.ts';
import type { Shown } from './use-shown.ts';

/** Schedules a report of the shown view, and opens it for changes. */
export function ScheduleButton({ shown: { question, series } }: { readonly shown: Shown }) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const { createSchedule } = useScheduleChanges();
  const names = series.map((one) => one.name).join(t('trends.and'));
  const schedule = () => {
    const name = t('reports.viewName', { measure: t(`trends.measures.${question.measure}`), names });
    createSchedule.mutate(scheduleOfView(question, { name, language }), {
      onSuccess: ({ scheduleId }) => void navigate({ to: '/reports', search: { schedule: scheduleId } }),
    });
  };
  return (
    <>
      <Button
        size="xs"
        variant="default"
        title={t('reports.scheduleHint')}
        loading={createSchedule.isPending}
        onClick={schedule}
      >
        {t('reports.schedule')}
      </Button>
      <Failure error={createSchedule.error} />
    </>
  );
}
