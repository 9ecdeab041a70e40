import { cloudEvent, type QueuedDelivery } from '@vialog/alerting';
import type { Report, ReportRun, ReportSchedule } from '@vialog/contracts';

/** Findings of an event, at most; more are in the files. */
const maxFindings = 20;

/** What an event says of its report. */
export type ReportSummary = Pick<Report, 'title' | 'findings' | 'coverage'>;

/**
 * The event of a run that has ended. Its id follows from the run, so that a due time has one event. It has links to the files and not
 * their content: receivers limit the size of events, and the registry stores the body until it is delivered.
 */
export function eventOfRun(
  { name, timeZone }: ReportSchedule,
  run: ReportRun,
  report: ReportSummary | undefined,
): QueuedDelivery {
  const { runId, scheduleId, state, dueAt, from, to, isLate, isManual, files, failure } = run;
  const [eventId, type] = [`${runId}-${state}`, `vialog.v1.report.${state}`];
  const time = run.endedAt ?? dueAt;
  const data = {
    runId,
    scheduleId,
    name,
    state,
    dueAt,
    from,
    to,
    timeZone,
    isLate,
    isManual,
    ...(report && summaryOf(report)),
    files: files.map((file) => ({ ...file, path: `/v1/report-runs/${runId}/files/${file.format}` })),
    ...(failure && { failure }),
  };
  return {
    delivery: { eventId, type, runId, state: 'pending', attempts: 0, queuedAt: time },
    body: cloudEvent({
      id: eventId,
      source: `/v1/report-schedules/${scheduleId}`,
      type,
      subject: runId,
      time,
      data,
    }),
  };
}

const summaryOf = ({ title, findings, coverage }: ReportSummary) => ({
  title,
  findings: findings.slice(0, maxFindings),
  coverage,
});
