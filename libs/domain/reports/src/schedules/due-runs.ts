import {
  epochOf,
  isoOf,
  keptReportRuns,
  minuteMs,
  type ReportRun,
  type ReportSchedule,
} from '@vialog/contracts';
import { dueTimes, periodBefore } from './due-times.ts';

/** Missed runs of a schedule that are made up, the newest. */
export const maxMadeUp = 12;
/** A run that starts later than this after it was due was missed, ms. */
const lateMs = 5 * minuteMs;

/**
 * Runs that wait for an attempt, then the due times after the newest run of the rule, ascending. A paused schedule has no due times.
 * @param known newest runs, last due first
 */
export function dueRuns(
  schedule: ReportSchedule,
  known: readonly ReportRun[],
  now: number,
): readonly ReportRun[] {
  const waiting = known.filter(
    ({ state, nextAttemptAt }) => state === 'pending' && epochOf(nextAttemptAt ?? isoOf(now)) <= now,
  );
  const times = schedule.isOn ? missedTimes(schedule, known, now) : [];
  const due = times.map((dueAt, i) => ({
    ...newRun(schedule, { dueAt, isLate: now - dueAt > lateMs }),
    ...(i < times.length - maxMadeUp && { state: 'skipped' as const, endedAt: isoOf(now) }),
  }));
  return [...waiting.toReversed(), ...due];
}

function missedTimes(schedule: ReportSchedule, known: readonly ReportRun[], now: number): readonly number[] {
  // Without a run of the rule among the kept ones, times before the oldest kept run may have had one that was removed.
  const oldest = known.length < keptReportRuns ? undefined : known.at(-1);
  const newest = known.find(({ isManual }) => !isManual) ?? oldest;
  const after = Math.max(epochOf(schedule.dueAfterAt), newest ? epochOf(newest.dueAt) : 0);
  const ids = new Set(known.map(({ runId }) => runId));
  return dueTimes(schedule, { after, until: now })
    .filter((dueAt) => !ids.has(runIdOf(schedule, dueAt)))
    .slice(-keptReportRuns);
}

const runIdOf = ({ scheduleId }: ReportSchedule, dueAt: number): string =>
  `${scheduleId}-${Math.floor(dueAt / 1_000)}`;

/** A run before its first attempt. */
export function newRun(
  schedule: ReportSchedule,
  { dueAt, isLate = false, isManual = false }: Partial<ReportRunKind> & { readonly dueAt: number },
): ReportRun {
  const { from, to } = periodBefore(schedule, dueAt);
  return {
    runId: runIdOf(schedule, dueAt),
    scheduleId: schedule.scheduleId,
    dueAt: isoOf(dueAt),
    from: isoOf(from),
    to: isoOf(to),
    state: 'pending',
    attempts: 0,
    isManual,
    channelId: schedule.channelId,
    isLate,
    files: [],
  };
}

type ReportRunKind = Pick<ReportRun, 'isLate' | 'isManual'>;
