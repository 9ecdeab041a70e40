import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { reportPorts, type HttpApiPorts } from '@vialog/http-api';
import { ScheduleRunner, type ReportFolder } from '@vialog/reports';
import { FileReportFolder } from '@vialog/reports-folder';
import { systemTimers } from '@vialog/service-runtime';
import type { Logger } from 'pino';

/** The ports of the API with which reports are read, drawn and stored. */
export type ScheduledReportPorts = Pick<
  HttpApiPorts,
  'events' | 'models' | 'printer' | 'counterComparisons' | 'reportSchedules' | 'reportFolder'
>;

export interface ReportSchedules {
  /** Waits for the run that is being written and releases the lease; call it before the stores are closed. */
  stop(): Promise<void>;
}

/** The folder of scheduled reports in the data folder. */
export const openReportFolder = (dataDir: string): ReportFolder =>
  new FileReportFolder(join(dataDir, 'reports'));

/** Writes the reports that are due, in one of the processes that share the registry. */
export function startReportSchedules(
  ports: ScheduledReportPorts,
  logger: Pick<Logger, 'info' | 'warn'>,
): ReportSchedules {
  const runner = new ScheduleRunner({
    reports: reportPorts(ports),
    schedules: ports.reportSchedules,
    folder: ports.reportFolder,
    holder: randomUUID(),
    onEnd: ({ runId, state, failure }) =>
      state === 'written'
        ? logger.info({ runId }, 'a scheduled report was written')
        : logger.warn({ runId, failure }, 'a scheduled report was given up'),
    onError: (err, run) =>
      run
        ? logger.warn({ err, runId: run.runId }, 'writing a scheduled report failed')
        : logger.warn({ err }, 'reading schedules of reports failed; it is retried in 15 s'),
  });
  return { stop: runner.start(systemTimers) };
}
