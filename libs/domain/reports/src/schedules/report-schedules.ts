import type { AlertChannelStore } from '@vialog/alerting';
import {
  hasReportTarget,
  isoOf,
  maxReportSchedules,
  noReportTarget,
  reportQuery,
  VialogError,
  type Clock,
  type RandomBytes,
  type ReportSchedule,
  type ReportScheduleInput,
  type ReportSchedulePatch,
  type ReportSchedulesResponse,
} from '@vialog/contracts';
import { checkTarget, openReportSource, type EventPorts } from '@vialog/events';
import { newId } from '@vialog/registry';
import { nextDue, periodBefore } from './due-times.ts';
import { withDeliveries } from './report-deliveries.ts';
import type { ReportFolder } from './report-folder.port.ts';
import type { ReportScheduleStore } from './report-schedule-store.port.ts';

export interface ReportSchedulePorts {
  readonly events: EventPorts;
  readonly schedules: ReportScheduleStore;
  readonly channels: Pick<AlertChannelStore, 'byId' | 'ofRuns'>;
  readonly folder: ReportFolder;
  readonly clock: Clock;
  readonly random: RandomBytes;
}

/**
 * Creates a schedule. Its first run is at the next time of its rule.
 * @throws {VialogError} VALIDATION_FAILED, SITE_NOT_FOUND, CAMERA_NOT_FOUND or CHANNEL_NOT_FOUND for a report that cannot be made or
 *   delivered, or when there are too many schedules
 */
export async function createReportSchedule(
  ports: ReportSchedulePorts,
  { input, createdBy }: { readonly input: ReportScheduleInput; readonly createdBy: string },
): Promise<ReportSchedule> {
  const { schedules, clock, random } = ports;
  await checkSchedule(ports, input);
  if ((await schedules.list()).length >= maxReportSchedules)
    throw new VialogError(
      'VALIDATION_FAILED',
      `There are ${maxReportSchedules} schedules already; expected fewer. Delete some that are not used.`,
    );
  const now = isoOf(clock.now());
  const schedule = { scheduleId: newId(random), ...input, createdBy, createdAt: now, dueAfterAt: now };
  await schedules.add(schedule);
  return schedule;
}

/**
 * Changes a schedule. Times before a change of its rule or time zone, and those while it was paused, are not due afterwards. A patch
 * is applied again if another one was stored meanwhile, so that neither is lost.
 * @throws {VialogError} SCHEDULE_NOT_FOUND, or as `createReportSchedule`
 */
export async function changeReportSchedule(
  ports: ReportSchedulePorts,
  scheduleId: string,
  patch: ReportSchedulePatch,
): Promise<ReportSchedule> {
  const { schedules, clock } = ports;
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  for (;;) {
    const before = (await schedules.list()).find((schedule) => schedule.scheduleId === scheduleId);
    if (!before) throw new VialogError('SCHEDULE_NOT_FOUND');
    const changed: ReportSchedule = { ...before, ...given };
    // A paused schedule may be one that cannot be written or delivered any more: it must be possible to pause it.
    if (changed.isOn) await checkSchedule(ports, changed);
    else if (goesElsewhere(before, changed)) await checkRecipients(ports, changed);
    const isDueAnew =
      (changed.isOn && !before.isOn) ||
      changed.timeZone !== before.timeZone ||
      JSON.stringify(changed.rule) !== JSON.stringify(before.rule);
    const after = isDueAnew ? { ...changed, dueAfterAt: isoOf(clock.now()) } : changed;
    if (await schedules.replace(before, after)) return after;
  }
}

/** Whether a change names other files or another channel. */
const goesElsewhere = (before: ReportSchedule, changed: ReportSchedule): boolean =>
  changed.channelId !== before.channelId || changed.formats.join() !== before.formats.join();

/** @throws {VialogError} when the report cannot be made or goes nowhere */
async function checkSchedule(
  ports: ReportSchedulePorts,
  schedule: Omit<ReportScheduleInput, 'isOn'>,
): Promise<void> {
  await checkRecipients(ports, schedule);
  const { events, clock } = ports;
  const { from, to } = periodBefore(schedule, clock.now());
  const period = { from: isoOf(from), to: isoOf(to) };
  const query = reportQuery.parse({ ...schedule.parameters, ...period });
  checkTarget(query);
  await openReportSource(events, query);
}

/** @throws {VialogError} when the report goes nowhere, or to an unknown channel */
async function checkRecipients(
  { channels }: Pick<ReportSchedulePorts, 'channels'>,
  schedule: Pick<ReportSchedule, 'formats' | 'channelId'>,
): Promise<void> {
  if (!hasReportTarget(schedule))
    throw new VialogError('VALIDATION_FAILED', `Invalid schedule: ${noReportTarget}.`, {
      details: [{ path: 'formats', message: noReportTarget }],
    });
  if (schedule.channelId !== null && !(await channels.byId(schedule.channelId)))
    throw new VialogError('CHANNEL_NOT_FOUND');
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
export async function listReportSchedules(
  ports: Pick<ReportSchedulePorts, 'schedules' | 'channels' | 'clock'>,
): Promise<ReportSchedulesResponse> {
  const { schedules, clock } = ports;
  const items = (await schedules.list()).map(async (schedule) => {
    const newest = await schedules.runs({ scheduleId: schedule.scheduleId, limit: 1 });
    const [lastRun] = await withDeliveries(ports, newest);
    return {
      ...schedule,
      ...(schedule.isOn && { nextDueAt: isoOf(nextDue(schedule, clock.now())) }),
      ...(lastRun && { lastRun }),
    };
  });
  return { items: await Promise.all(items) };
}
