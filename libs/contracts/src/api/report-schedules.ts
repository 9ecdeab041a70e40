import { z } from 'zod';
import { instant } from '../records/instant.ts';
import { readableText } from '../records/readable-text.ts';
import { storedTimeZone } from '../records/time-zone.ts';
import { alertChannelId, deliveryFailures, deliveryStates } from './alert-channels.ts';
import { cursor, limitOr, nextCursor } from './paging.ts';
import { reportRunId, reportScheduleId } from './report-ids.ts';
import { reportFormat, reportLanguage, reportQuery } from './report.ts';

/** Maximum number of schedules of an installation. */
export const maxReportSchedules = 50;
/** Runs of a schedule that are kept with their files, the newest. */
export const keptReportRuns = 60;

export const reportPeriods = ['last_day', 'last_week', 'last_month', 'last_quarter', 'last_year'] as const;

const at = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as 06:30')
  .describe(
    'Local time of the run; one that clocks skip is moved forward, of one that exists twice the first counts',
  );

export const reportRule = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('daily').describe('Every day'), at }),
    z.strictObject({
      kind: z.literal('weekly').describe('Every week'),
      weekday: z.int().min(1).max(7).describe('ISO weekday, 1 Monday to 7 Sunday'),
      at,
    }),
    z.strictObject({
      kind: z.literal('monthly').describe('Every month'),
      day: z.int().min(1).max(28, 'expected a day from 1 to 28, which every month has').describe('Day'),
      at,
    }),
  ])
  .describe('When the report is written, in the time zone of the schedule');
export type ReportRule = z.infer<typeof reportRule>;

/** Parameters that a schedule sets itself. */
const ownParameters = ['from', 'to', 'language', 'format'];

/** Parameters of `GET /v1/reports` as a request has them. */
const reportParameters = z
  .record(z.string().max(40), z.string().max(4000))
  .superRefine((parameters, context) => {
    const own = ownParameters.find((name) => name in parameters);
    if (own !== undefined)
      context.addIssue({
        code: 'custom',
        path: [own],
        message: 'expected no such parameter: the schedule sets it',
      });
    const parsed = reportQuery.safeParse(parameters);
    for (const { path, message } of parsed.error?.issues ?? [])
      context.addIssue({ code: 'custom', path: [...path], message });
  })
  .describe(
    'Parameters of GET /v1/reports without from, to and language, like { "measure": "occupancy", "sites": "site00000001" }',
  );

const scheduleFields = {
  name: readableText(
    z.string().trim().min(1, 'expected 1 to 120 characters').max(120, 'expected 1 to 120 characters'),
  ).describe('Name of the schedule'),
  parameters: reportParameters,
  period: z
    .enum(reportPeriods)
    .describe('Calendar period before the local day of the run; weeks start on Monday'),
  rule: reportRule,
  timeZone: storedTimeZone,
  formats: z
    .array(reportFormat)
    .max(reportFormat.options.length)
    .refine((formats) => new Set(formats).size === formats.length, 'expected each format once')
    .describe(
      'Files that each run writes into the folder of the reports; none: the channel gets the findings only',
    ),
  language: reportLanguage,
  channelId: alertChannelId
    .nullable()
    .describe('Channel that gets an event with findings and links to the files; null: none'),
  isOn: z.boolean().describe('false: paused; what is due meanwhile is not written'),
};

/** What a schedule without files and channel lacks. */
export const noReportTarget = 'expected at least one format, or a channel';

export const reportScheduleInput = z
  .strictObject({
    ...scheduleFields,
    parameters: reportParameters.default({}),
    formats: scheduleFields.formats.default(['pdf']),
    language: scheduleFields.language.default('en'),
    channelId: scheduleFields.channelId.default(null),
    isOn: scheduleFields.isOn.default(true),
  })
  .refine(hasReportTarget, { path: ['formats'], message: noReportTarget })
  .describe('A report that is written regularly');
export type ReportScheduleInput = z.infer<typeof reportScheduleInput>;

/** Whether the report of a schedule goes anywhere. */
export function hasReportTarget(schedule: {
  readonly formats: readonly unknown[];
  readonly channelId: string | null;
}): boolean {
  return schedule.formats.length > 0 || schedule.channelId !== null;
}

export const reportSchedulePatch = z
  .strictObject(scheduleFields)
  .partial()
  .describe('The fields of a schedule that change');
export type ReportSchedulePatch = z.infer<typeof reportSchedulePatch>;

export const reportSchedule = z
  .strictObject({
    scheduleId: reportScheduleId,
    ...scheduleFields,
    createdBy: z.string().max(200).describe('Who created the schedule: the name of the account'),
    createdAt: instant.describe('When the schedule was created'),
    dueAfterAt: instant.describe(
      'Times up to then are not due: when the schedule was created or switched on, or its rule changed',
    ),
  })
  .describe('A report that is written regularly');
export type ReportSchedule = z.infer<typeof reportSchedule>;

const runFile = z
  .strictObject({
    format: reportFormat,
    fileName: z.string().max(200).describe('Name of the file'),
    bytes: z.int().min(0).describe('Size, bytes'),
    sha256: z.string().describe('SHA-256 of the file'),
  })
  .describe('A file that a run wrote');
export type ReportRunFile = z.infer<typeof runFile>;

export const reportRun = z
  .strictObject({
    runId: reportRunId,
    scheduleId: reportScheduleId,
    dueAt: instant.describe('Time at which the run was due'),
    from: instant.describe('Start of the period of the report'),
    to: instant.describe('End of the period of the report'),
    state: z
      .enum(['pending', 'written', 'failed', 'skipped'])
      .describe('pending: being written, or tried again; skipped: missed too long ago to be made up'),
    attempts: z.int().min(0).describe('Attempts so far, number'),
    nextAttemptAt: instant.optional().describe('When the next attempt follows'),
    endedAt: instant.optional().describe('When the run was written, failed or was skipped'),
    isManual: z.boolean().describe('Whether an account started the run, and not the rule'),
    channelId: alertChannelId.nullable().describe('Channel that gets the event of the run; null: none'),
    isLate: z
      .boolean()
      .describe('Whether the run was missed, because no server was running, and made up later'),
    files: z.array(runFile).describe('Files in the order of the formats'),
    failure: z
      .strictObject({
        code: z.string().describe('Error code'),
        detail: z.string().max(2500).describe('One sentence that says what was wrong'),
      })
      .optional()
      .describe('Why the last attempt failed'),
  })
  .describe('One run of a schedule');
export type ReportRun = z.infer<typeof reportRun>;

export const reportDelivery = z
  .strictObject({
    channelId: alertChannelId,
    eventId: z.string().max(40).describe('Id of the CloudEvent; the same in every attempt'),
    state: z
      .enum([...deliveryStates, 'no_channel'])
      .describe('dead_lettered: given up, see failure; no_channel: the channel was deleted'),
    attempts: z.int().min(0).describe('Attempts so far, number'),
    attemptedAt: instant.optional().describe('When the last attempt ended'),
    nextAttemptAt: instant.optional().describe('When the next attempt follows'),
    failure: z
      .strictObject({
        code: z.enum(deliveryFailures).describe('Why the last attempt failed'),
        status: z.int().optional().describe('HTTP status of the response'),
      })
      .optional()
      .describe('Why the last attempt failed; its sentence is in the deliveries of the channel'),
  })
  .describe('The delivery of the event of a run');
export type ReportDelivery = z.infer<typeof reportDelivery>;

export const listedReportRun = reportRun
  .extend({
    delivery: reportDelivery.optional().describe('Absent before the run has ended, and without a channel'),
  })
  .describe('One run of a schedule with its delivery');
export type ListedReportRun = z.infer<typeof listedReportRun>;

export const listedReportSchedule = reportSchedule
  .extend({
    nextDueAt: instant.optional().describe('When the next run is due; absent while the schedule is paused'),
    lastRun: listedReportRun.optional().describe('The newest run; absent before the first'),
  })
  .describe('A schedule with its next and its newest run');
export type ListedReportSchedule = z.infer<typeof listedReportSchedule>;

export const reportSchedulesResponse = z
  .strictObject({ items: z.array(listedReportSchedule).describe('In the order of creation, then by id') })
  .describe('All schedules');
export type ReportSchedulesResponse = z.infer<typeof reportSchedulesResponse>;

export const reportRunsQuery = z.strictObject({ limit: limitOr(50), cursor: cursor.optional() });
export type ReportRunsQuery = z.infer<typeof reportRunsQuery>;

export const reportRunsPage = z
  .strictObject({ items: z.array(listedReportRun).describe('Last due first'), nextCursor })
  .describe('A page of runs');
export type ReportRunsPage = z.infer<typeof reportRunsPage>;
