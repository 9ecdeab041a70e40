import {
  epochOf,
  isoOf,
  reportQuery,
  type ReportRun,
  type ReportRunFile,
  type ReportSchedule,
} from '@vialog/contracts';
import { composeReport } from '../compose/compose-report.ts';
import { documentFile, reportFile, type ReportFile, type ReportFilePorts } from '../report-file.ts';
import { endedRun } from './ended-run.ts';
import type { ReportSummary } from './report-events.ts';
import type { ReportFolder } from './report-folder.port.ts';

interface RunPorts {
  readonly reports: ReportFilePorts;
  readonly folder: ReportFolder;
}

export interface WrittenRun {
  readonly run: ReportRun;
  readonly report: ReportSummary;
}

/**
 * Writes the files of a run. All documents come from one computation, and have the same figures and hash.
 * @throws {VialogError} as `reportFile`
 */
export async function writeRun(
  { reports, folder }: RunPorts,
  schedule: ReportSchedule,
  run: ReportRun,
): Promise<WrittenRun> {
  const { from, to } = run;
  const query = reportQuery.parse({ ...schedule.parameters, from, to, language: schedule.language });
  const report = await composeReport(reports, query);
  const files: ReportRunFile[] = [];
  for (const format of schedule.formats) {
    const isRows = format === 'csv' || format === 'ndjson' || format === 'parquet';
    const file: ReportFile = isRows
      ? await reportFile(reports, { ...query, format })
      : await documentFile(reports, report, format);
    const { bytes, sha256 } = await folder.write(run.runId, file);
    files.push({ format, fileName: file.fileName, bytes, sha256 });
  }
  const endedAt = isoOf(Math.max(reports.clock.now(), epochOf(run.dueAt)));
  return { run: endedRun(run, { state: 'written', files, endedAt }), report };
}
