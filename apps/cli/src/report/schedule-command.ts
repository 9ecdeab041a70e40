import { pipeline } from 'node:stream/promises';
import {
  reportRunsPage,
  reportSchedule,
  reportSchedulesResponse,
  type ListedReportSchedule,
  type ReportRun,
} from '@vialog/contracts';
import { connectTo, type ServerClient } from '../cameras/server-client.ts';
import { readScheduleRequest, type ScheduleRequest } from './schedule-request.ts';
import { writeWhole } from './write-whole.ts';

export const scheduleUsage = `       vialog report schedule list | runs <schedule id> | delete <schedule id>
       vialog report schedule add --name N --period last_day|last_week|last_month|last_quarter|last_year
           --every day|monday|…|1 [--at 06:00] --time-zone Z [--formats pdf,xlsx,…] [--language en|zh] [options as above]
       vialog report schedule get <run id> --format F [--output FILE]
  schedule      reports that the server writes regularly; runs: what was written, and what failed or was missed
  --every       day, a weekday, or a day of the month from 1 to 28`;

/** Runs `vialog report schedule …`; returns the exit code. */
export async function runSchedule(args: readonly string[]): Promise<number> {
  const request = readScheduleRequest(args);
  const client = await connectTo(request.server);
  if (request.kind === 'get') {
    const body = await client.reportRunFile(request.runId, request.format);
    if (request.output === undefined) await pipeline(body, process.stdout, { end: false });
    else await writeWhole(body, request.output);
    return 0;
  }
  const lines = await linesOf(client, request);
  process.stdout.write(lines.length === 0 ? 'none\n' : `${lines.join('\n')}\n`);
  return 0;
}

async function linesOf(
  client: ServerClient,
  request: Exclude<ScheduleRequest, { kind: 'get' }>,
): Promise<string[]> {
  switch (request.kind) {
    case 'list':
      return reportSchedulesResponse
        .parse(await client.request('GET /v1/report-schedules'))
        .items.map(lineOf);
    case 'add': {
      const json = request.input;
      const { scheduleId } = reportSchedule.parse(
        await client.request('POST /v1/report-schedules', { json }),
      );
      return [`Added: ${scheduleId}`];
    }
    case 'delete':
      await client.request(`DELETE /v1/report-schedules/${request.scheduleId}`);
      return [`Deleted: ${request.scheduleId}`];
    case 'runs': {
      const query = { limit: '100' };
      const page = await client.request(`GET /v1/report-schedules/${request.scheduleId}/runs`, { query });
      return reportRunsPage.parse(page).items.map(runLine);
    }
  }
}

const lineOf = ({ scheduleId, name, period, nextDueAt, lastRun }: ListedReportSchedule): string =>
  `${scheduleId}  ${name}  ${period}  next ${nextDueAt}  ${lastRun ? `last ${lastRun.dueAt} ${lastRun.state}` : 'no run yet'}`;

function runLine({ runId, dueAt, state, isLate, files, failure }: ReportRun): string {
  const late = isLate ? ' (late)' : '';
  const names = files.map(({ fileName, bytes }) => `${fileName} ${bytes} B`).join(', ');
  return [runId, dueAt, `${state}${late}`, names, failure?.detail ?? ''].filter(Boolean).join('  ');
}
