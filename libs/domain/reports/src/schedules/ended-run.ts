import type { ReportRun } from '@vialog/contracts';

type End = Pick<ReportRun, 'state' | 'files' | 'endedAt' | 'failure'>;

/** A run after its last attempt: no other one follows. */
export function endedRun(run: ReportRun, end: End): ReportRun {
  const { runId, scheduleId, dueAt, from, to, attempts, isManual, channelId, isLate } = run;
  return { runId, scheduleId, dueAt, from, to, attempts, isManual, channelId, isLate, ...end };
}
