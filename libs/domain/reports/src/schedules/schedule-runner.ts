import {
  errorCatalogue,
  isoOf,
  keptReportRuns,
  minuteMs,
  VialogError,
  type ErrorCode,
  type ReportRun,
  type ReportSchedule,
} from '@vialog/contracts';
import type { Timers } from '@vialog/events';
import type { ReportFilePorts } from '../report-file.ts';
import { dueRuns, maxMadeUp } from './due-runs.ts';
import { endedRun } from './ended-run.ts';
import { eventOfRun, type ReportSummary } from './report-events.ts';
import type { ReportFolder } from './report-folder.port.ts';
import type { ReportScheduleStore } from './report-schedule-store.port.ts';
import { writeRun } from './write-run.ts';

const intervalMs = 15_000;
/** The lease outlasts several failed attempts to extend it, ms. */
const leaseMs = 90_000;
export const maxAttempts = 5;
/** Why a run failed that is still pending after its last attempt. */
const interrupted = 'the process stopped while it wrote the report in the last attempt';

export interface ScheduleRunnerPorts {
  readonly reports: ReportFilePorts;
  readonly schedules: ReportScheduleStore;
  readonly folder: ReportFolder;
  /** Name of this process in the lease. */
  readonly holder: string;
  /** Called when a run ended or could not be written, or when the store failed (undefined). */
  readonly onEnd: (run: ReportRun) => void;
  readonly onError: (error: unknown, run: ReportRun | undefined) => void;
}

/**
 * Writes the reports that are due, in one of the processes that share the stores, one after the other. The id of a run follows from
 * its schedule and the time at which it was due, so that a due time has one run. A run whose process stopped is attempted again.
 */
export class ScheduleRunner {
  readonly #ports: ScheduleRunnerPorts;
  #isStopping = false;
  #running: Promise<void> | undefined;
  /** The run that is being written, as it was before the attempt. */
  #attempted: RunBefore | undefined;
  #givingBack: Promise<void> | undefined;

  constructor(ports: ScheduleRunnerPorts) {
    this.#ports = ports;
  }

  /** Runs every 15 s until the returned function is called, which waits for the current run and releases the lease. */
  start(timers: Timers): () => Promise<void> {
    let last: Promise<void> | undefined;
    const stop = timers.every(intervalMs, () => void (last = this.tick()));
    return async () => {
      stop();
      this.#isStopping = true;
      this.#givingBack = this.#giveBack();
      await Promise.all([last, this.#running]);
      const { schedules, holder, onError } = this.#ports;
      await schedules.releaseLease(holder).catch((error: unknown) => onError(error, undefined));
    };
  }

  /** Extends the lease, and writes what is due unless the last call still does. */
  async tick(): Promise<void> {
    const { schedules, onError } = this.#ports;
    try {
      const listed = await schedules.list();
      const token = listed.length === 0 ? undefined : await this.#takeLease();
      if (token === undefined) return;
      this.#running ??= this.#writeDue(listed, token).finally(() => (this.#running = undefined));
      await this.#running;
    } catch (error) {
      onError(error, undefined);
    }
  }

  #takeLease(): Promise<number | undefined> {
    const { reports, schedules, holder } = this.#ports;
    return schedules.takeLease({ holder, now: reports.clock.now(), ttlMs: leaseMs });
  }

  async #writeDue(listed: readonly ReportSchedule[], token: number): Promise<void> {
    for (const schedule of listed) {
      for (const run of await this.#due(schedule)) {
        if (this.#isStopping || !(await this.#attempt(schedule, run, token))) return;
      }
      await this.#removeOld(schedule, token);
    }
  }

  async #due(schedule: ReportSchedule): Promise<readonly ReportRun[]> {
    const { reports, schedules } = this.#ports;
    const { scheduleId } = schedule;
    const known = await schedules.runs({ scheduleId, limit: keptReportRuns + maxMadeUp });
    return dueRuns(schedule, known, reports.clock.now());
  }

  /** Returns false if another process has the lease, so that this one stops. */
  async #attempt(schedule: ReportSchedule, run: ReportRun, token: number): Promise<boolean> {
    const { reports, schedules } = this.#ports;
    if (run.state === 'skipped') return schedules.putRun({ token, run });
    const now = reports.clock.now();
    if (run.attempts >= maxAttempts) {
      const given = failed(run, { error: new Error(interrupted), now });
      await this.#record(schedule, { run: given }, token);
    } else {
      const started = nextAttempt({ ...run, channelId: schedule.channelId }, now);
      if (!(await schedules.putRun({ token, run: started }))) return false;
      this.#attempted = { run, token };
      const attempted = await this.#write(schedule, started);
      this.#attempted = undefined;
      await this.#givingBack;
      await this.#record(schedule, this.#isStopping ? withoutAttempt(attempted, run, now) : attempted, token);
    }
    return (await this.#takeLease()) === token;
  }

  /**
   * The end of the process is not a failure of the report: the attempt does not count, also when the process is killed before it
   * ends.
   */
  async #giveBack(): Promise<void> {
    if (!this.#attempted) return;
    const { reports, schedules, onError } = this.#ports;
    const { run, token } = this.#attempted;
    const given = { ...run, nextAttemptAt: isoOf(reports.clock.now()) };
    await schedules.putRun({ token, run: given }).catch((error: unknown) => onError(error, run));
  }

  #write(schedule: ReportSchedule, started: ReportRun): Promise<Attempted> {
    const { reports, folder, onError } = this.#ports;
    return writeRun({ reports, folder }, schedule, started).catch((error: unknown) => {
      onError(error, started);
      return { run: failed(started, { error, now: reports.clock.now() }) };
    });
  }

  /**
   * Records a run after an attempt, with its event if it has ended. A failed run, and one whose schedule was removed meanwhile, keep
   * no files.
   */
  async #record(schedule: ReportSchedule, { run, report }: Attempted, token: number): Promise<void> {
    const { schedules, folder, onEnd } = this.#ports;
    const hasEnded = run.state !== 'pending';
    const event = hasEnded ? eventOfRun(schedule, run, report) : undefined;
    const isWritten = await schedules.putRun({ token, run, event });
    if (isWritten && hasEnded) onEnd(run);
    const keepsFiles = isWritten ? run.state !== 'failed' : (await schedules.run(run.runId)) !== undefined;
    if (!keepsFiles) await folder.remove(run.runId);
  }

  async #removeOld({ scheduleId }: ReportSchedule, token: number): Promise<void> {
    const { schedules, folder } = this.#ports;
    const known = await schedules.runs({ scheduleId, limit: keptReportRuns + maxMadeUp });
    for (const { runId } of known.slice(keptReportRuns)) {
      await folder.remove(runId);
      await schedules.removeRun({ token, runId });
    }
  }
}

/** A run after an attempt, with what its report says if it was written. */
interface Attempted {
  readonly run: ReportRun;
  readonly report?: ReportSummary;
}

interface RunBefore {
  readonly run: ReportRun;
  readonly token: number;
}

/** A failure while the process stops is not counted, unless the request itself is wrong. */
function withoutAttempt(attempted: Attempted, before: ReportRun, now: number): Attempted {
  const { state, failure } = attempted.run;
  if (state === 'written' || (failure && isFinal(failure.code as ErrorCode))) return attempted;
  return { run: { ...before, nextAttemptAt: isoOf(now), ...(failure && { failure }) } };
}

/** The run at the start of an attempt. Another attempt follows after 1, 2, 4 … minutes, also when this process stops. */
const nextAttempt = (run: ReportRun, now: number): ReportRun => ({
  ...run,
  attempts: run.attempts + 1,
  nextAttemptAt: isoOf(now + minuteMs * 2 ** run.attempts),
});

/** The run after a failed attempt: it is given up when the error is final or after five attempts. */
function failed(
  run: ReportRun,
  { error, now }: { readonly error: unknown; readonly now: number },
): ReportRun {
  const [code, detail] =
    error instanceof VialogError
      ? [error.code, error.message]
      : ['INTERNAL' as const, Error.isError(error) ? error.message : String(error)];
  const failure = { code, detail: detail.slice(0, 2_500) };
  if (!isFinal(code) && run.attempts < maxAttempts) return { ...run, failure };
  return endedRun(run, { state: 'failed', files: [], failure, endedAt: isoOf(now) });
}

/** The request itself is wrong: another attempt gives the same error. */
function isFinal(code: ErrorCode): boolean {
  const { status, retryable } = errorCatalogue[code];
  return status < 500 && !retryable;
}
