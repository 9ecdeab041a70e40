import {
  epochOf,
  readCursorContent,
  VialogError,
  writeCursorContent,
  type ListedReportRun,
  type ReportFormat,
  type ReportRunsPage,
  type ReportRunsQuery,
  type ReportSchedule,
} from '@vialog/contracts';
import { z } from 'zod';
import { newRun } from './due-runs.ts';
import { withDeliveries } from './report-deliveries.ts';
import type { FileContent } from './report-folder.port.ts';
import type { ReportSchedulePorts } from './report-schedules.ts';

type RunPorts = Pick<ReportSchedulePorts, 'schedules' | 'channels'>;

/**
 * Starts a run of a schedule now, also while it is paused, for the period before today; the process that writes reports does it within
 * seconds. While a run that an account started is not written, that run is returned.
 * @throws {VialogError} SCHEDULE_NOT_FOUND
 */
export async function startReportRun(
  { schedules, channels, clock }: RunPorts & Pick<ReportSchedulePorts, 'clock'>,
  scheduleId: string,
): Promise<ListedReportRun> {
  const schedule = await scheduleOf(schedules, scheduleId);
  const [newest] = await schedules.runs({ scheduleId, limit: 1 });
  const dueAt = Math.floor(clock.now() / 1_000) * 1_000;
  const run = newRun(schedule, { dueAt, isManual: true });
  if (newest?.isManual && newest.state === 'pending') return newest;
  if (await schedules.requestRun(run)) return run;
  const known = await schedules.run(run.runId);
  if (!known) throw new VialogError('SCHEDULE_NOT_FOUND');
  const [listed = known] = await withDeliveries({ channels }, [known]);
  return listed;
}

async function scheduleOf(
  schedules: ReportSchedulePorts['schedules'],
  scheduleId: string,
): Promise<ReportSchedule> {
  const found = (await schedules.list()).find((schedule) => schedule.scheduleId === scheduleId);
  if (!found) throw new VialogError('SCHEDULE_NOT_FOUND');
  return found;
}

const key = z.tuple([z.int()]);

/**
 * A page of the runs of a schedule, last due first.
 * @throws {VialogError} SCHEDULE_NOT_FOUND, CURSOR_INVALID
 */
export async function listReportRuns(
  ports: RunPorts,
  scheduleId: string,
  { limit, cursor }: ReportRunsQuery,
): Promise<ReportRunsPage> {
  const { schedules } = ports;
  await scheduleOf(schedules, scheduleId);
  const before = cursor === undefined ? undefined : readCursorContent(cursor, key)[0];
  const found = await schedules.runs({ scheduleId, limit: limit + 1, before });
  const items = await withDeliveries(ports, found.slice(0, limit));
  const last = found.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? writeCursorContent([epochOf(last.dueAt)]) : null };
}

/**
 * A file that a run wrote.
 * @throws {VialogError} REPORT_FILE_NOT_FOUND
 */
export async function readReportFile(
  { schedules, folder }: Pick<ReportSchedulePorts, 'schedules' | 'folder'>,
  runId: string,
  format: ReportFormat,
): Promise<{ readonly content: FileContent; readonly fileName: string }> {
  const file = (await schedules.run(runId))?.files.find((one) => one.format === format);
  const content = file && (await folder.read(runId, file.fileName));
  if (!content) throw new VialogError('REPORT_FILE_NOT_FOUND');
  return { content, fileName: file.fileName };
}
