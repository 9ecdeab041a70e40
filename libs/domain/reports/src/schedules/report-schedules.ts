import {
  epochOf,
  isoOf,
  maxReportSchedules,
  readCursorContent,
  reportQuery,
  VialogError,
  writeCursorContent,
  type Clock,
  type RandomBytes,
  type ReportFormat,
  type ReportRunsPage,
  type ReportRunsQuery,
  type ReportSchedule,
  type ReportScheduleInput,
  type ReportSchedulesResponse,
} from '@vialog/contracts';
import { openReportSource, type EventPorts } from '@vialog/events';
import { newId } from '@vialog/registry';
import { z } from 'zod';
import { nextDue, periodBefore } from './due-times.ts';
import type { FileContent, ReportFolder } from './report-folder.port.ts';
import type { ReportScheduleStore } from './report-schedule-store.port.ts';

export interface ReportSchedulePorts {
  readonly events: EventPorts;
  readonly schedules: ReportScheduleStore;
  readonly folder: ReportFolder;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

/**
 * Creates a schedule. Its first run is at the next time of its rule.
 * @throws {VialogError} VALIDATION_FAILED, SITE_NOT_FOUND or CAMERA_NOT_FOUND for parameters of which no report can be made, or when
 *   there are too many schedules
 */
export async function createReportSchedule(
  { events, schedules, clock, random }: ReportSchedulePorts,
  { input, createdBy }: { readonly input: ReportScheduleInput; readonly createdBy: string },
): Promise<ReportSchedule> {
  const { from, to } = periodBefore(input, clock.now());
  const period = { from: isoOf(from), to: isoOf(to) };
  await openReportSource(events, reportQuery.parse({ ...input.parameters, ...period }));
  if ((await schedules.list()).length >= maxReportSchedules)
    throw new VialogError(
      'VALIDATION_FAILED',
      `There are ${maxReportSchedules} schedules already; expected fewer. Delete some that are not used.`,
    );
  const schedule = { scheduleId: newId(random), ...input, createdBy, createdAt: isoOf(clock.now()) };
  await schedules.add(schedule);
  return schedule;
}

/**
 * Deletes a schedule with its runs and their files.
 * @throws {VialogError} SCHEDULE_NOT_FOUND
 */
export async function deleteReportSchedule(
  { schedules, folder }: Pick<ReportSchedulePorts, 'schedules' | 'folder'>,
  scheduleId: string,
): Promise<void> {
  if (!(await schedules.remove(scheduleId))) throw new VialogError('SCHEDULE_NOT_FOUND');
  await folder.removeAll(scheduleId);
}

/** All schedules with their next and newest run. */
export async function listReportSchedules({
  schedules,
  clock,
}: Pick<ReportSchedulePorts, 'schedules' | 'clock'>): Promise<ReportSchedulesResponse> {
  const items = (await schedules.list()).map(async (schedule) => {
    const [lastRun] = await schedules.runs({ scheduleId: schedule.scheduleId, limit: 1 });
    const nextDueAt = isoOf(nextDue(schedule, clock.now()));
    return { ...schedule, nextDueAt, ...(lastRun && { lastRun }) };
  });
  return { items: await Promise.all(items) };
}

const key = z.tuple([z.int()]);

/**
 * A page of the runs of a schedule, last due first.
 * @throws {VialogError} SCHEDULE_NOT_FOUND, CURSOR_INVALID
 */
export async function listReportRuns(
  { schedules }: Pick<ReportSchedulePorts, 'schedules'>,
  scheduleId: string,
  { limit, cursor }: ReportRunsQuery,
): Promise<ReportRunsPage> {
  const known = await schedules.list();
  if (!known.some((schedule) => schedule.scheduleId === scheduleId))
    throw new VialogError('SCHEDULE_NOT_FOUND');
  const before = cursor === undefined ? undefined : readCursorContent(cursor, key)[0];
  const found = await schedules.runs({ scheduleId, limit: limit + 1, before });
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return { items: [...items], nextCursor: last ? writeCursorContent([epochOf(last.dueAt)]) : null };
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
