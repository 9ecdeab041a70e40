import { pipeline } from 'node:stream/promises';
import {
  listedReportRun,
  reportRunsPage,
  reportSchedule,
  reportSchedulesResponse,
  type ListedReportRun,
  type ListedReportSchedule,
} from '@vialog/contracts';
import { connectTo, type ServerClient } from '../cameras/server-client.ts';
import { readScheduleRequest, type ScheduleRequest } from './schedule-request.ts';
import { writeWhole } from './write-whole.ts';

export const scheduleUsage = `       vialog report schedule list | runs|run|pause|resume|delete <schedule id> | resend <run id>
       vialog report schedule add --name N --period last_day|last_week|last_month|last_quarter|last_year
           --every day|monday|…|1 [--at 06:00] --time-zone Z [--formats pdf,xlsx,…|none] [--channel ID] [--language en|zh]
           [options as above]
       vialog report schedule change <schedule id> [options of add; --channel none; '' removes an option as above]
       vialog report schedule get <run id> --format F [--output FILE]
  schedule      reports that the server writes regularly; runs: what was written, delivered, and what failed or was missed;
                run: start a run now; resend: send the event of a run again that its channel gave up
  --every       day, a weekday, or a day of the month from 1 to 28
  --channel     id of a channel that gets an event with the findings and links to the files; none: no channel`;

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
    case 'change': {
      const json = await patchFor(client, request);
      const { scheduleId, isOn } = reportSchedule.parse(
        await client.request(`PATCH /v1/report-schedules/${request.scheduleId}`, { json }),
      );
      return [`Changed: ${scheduleId}${isOn ? '' : ' (paused)'}`];
    }
    case 'run':
      return [
        runLine(
          listedReportRun.parse(await client.request(`POST /v1/report-schedules/${request.scheduleId}/runs`)),
        ),
      ];
    case 'resend':
      return [await resend(client, request.runId)];
    case 'delete':
      await client.request(`DELETE /v1/report-schedules/${request.scheduleId}`);
      return [`Deleted: ${request.scheduleId}`];
    case 'runs':
      return (await runsOf(client, request.scheduleId)).map(runLine);
  }
}

async function runsOf(client: ServerClient, scheduleId: string): Promise<readonly ListedReportRun[]> {
  const query = { limit: '100' };
  return reportRunsPage.parse(await client.request(`GET /v1/report-schedules/${scheduleId}/runs`, { query }))
    .items;
}

/** The server replaces all parameters together: those that no option names stay, and an empty option removes its parameter. */
async function patchFor(
  client: ServerClient,
  { scheduleId, patch }: Extract<ScheduleRequest, { kind: 'change' }>,
): Promise<object> {
  if (!patch.parameters) return patch;
  const { items } = reportSchedulesResponse.parse(await client.request('GET /v1/report-schedules'));
  const before = items.find((schedule) => schedule.scheduleId === scheduleId)?.parameters;
  const merged = Object.entries({ ...before, ...patch.parameters }).filter(([, value]) => value !== '');
  return { ...patch, parameters: Object.fromEntries(merged) };
}

/** Sends the event of a run again. */
async function resend(client: ServerClient, runId: string): Promise<string> {
  const [scheduleId = ''] = runId.split('-');
  const { delivery } = (await runsOf(client, scheduleId)).find((run) => run.runId === runId) ?? {};
  if (delivery?.state !== 'dead_lettered')
    throw new Error(
      `The event of ${runId} was not given up, but is ${delivery?.state ?? 'absent'}. Only events that were given up are sent again.`,
    );
  const { channelId, eventId } = delivery;
  await client.request(`POST /v1/alert-channels/${channelId}/resends`, { json: { eventId } });
  return `Waits again: ${eventId}`;
}

function lineOf({ scheduleId, name, period, nextDueAt, lastRun }: ListedReportSchedule): string {
  const next = nextDueAt === undefined ? 'paused' : `next ${nextDueAt}`;
  const last = lastRun ? `last ${lastRun.dueAt} ${stateOf(lastRun)}` : 'no run yet';
  return [scheduleId, name, period, next, last].join('  ');
}

function runLine(run: ListedReportRun): string {
  const { runId, dueAt, isLate, files, failure } = run;
  const late = isLate ? ' (late)' : '';
  const names = files.map(({ fileName, bytes }) => `${fileName} ${bytes} B`).join(', ');
  return [runId, dueAt, `${stateOf(run)}${late}`, names, failure?.detail ?? ''].filter(Boolean).join('  ');
}

/** The state of a run and of its delivery. */
function stateOf({ state, delivery }: ListedReportRun): string {
  if (!delivery) return state;
  const reason = delivery.failure ? ` (${delivery.failure.code})` : '';
  return `${state}, event ${delivery.state}${reason}`;
}
