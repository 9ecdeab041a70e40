import {
  calendar,
  calendarImportReport,
  calendarsResponse,
  holidayRegionsResponse,
  specialDaysResponse,
  type Calendar,
  type CalendarImportReport,
  type SpecialDay,
} from '@vialog/contracts';
import { connectTo, type ServerClient } from '../cameras/server-client.ts';
import type { Command } from '../command.ts';
import { uploadFile } from '../upload-file.ts';
import { readCalendarsRequest, type CalendarsRequest } from './calendars-request.ts';

export const calendarsCommand: Command = {
  summary: 'manages calendars of holidays and events of a running server',
  usage: `usage: vialog calendars list
       vialog calendars add <region> [--name N] [--sites ID,…] [--types public,bank,…]
       vialog calendars import <file.ics> [--kind holiday|event] [--name N] [--sites ID,…] [--calendar ID] [--dry-run]
       vialog calendars delete <calendar id>
       vialog calendars days --from 2026-01-01 --to 2026-12-31 [--sites ID,…] [--time-zone Z]
       vialog calendars regions [country or state]
  add             holidays of a country or region by rules, like DE or DE-BY; regions lists them
  import          events of an iCalendar file, for example market days; default kind: event, which is marked only
  days            holidays and events by local day
  --calendar      calendar whose events the file replaces
  --sites         sites for which the days apply; default: all
  --types         types of holidays: public (default), bank, school, optional, observance
  --url           address of the server; default http://127.0.0.1:7070
  --token-file    file with the administrator token; default: the variable VIALOG_ADMIN_TOKEN
A file is checked first. The exit code is 1 if it has a problem.`,
  run: async (args) => {
    const request = readCalendarsRequest(args);
    const client = await connectTo(request.server);
    if (request.kind === 'import') return importFile(client, request);
    const lines = await linesOf(client, request);
    process.stdout.write(lines.length === 0 ? 'none\n' : `${lines.join('\n')}\n`);
    return 0;
  },
};

async function linesOf(
  client: ServerClient,
  request: Exclude<CalendarsRequest, { kind: 'import' }>,
): Promise<string[]> {
  switch (request.kind) {
    case 'list':
      return calendarsResponse.parse(await client.request('GET /v1/calendars')).items.map(calendarLine);
    case 'add':
      return [
        `Added: ${calendarLine(calendar.parse(await client.request('POST /v1/calendars', { json: request.input })))}`,
      ];
    case 'delete':
      await client.request(`DELETE /v1/calendars/${request.calendarId}`);
      return [`Deleted: ${request.calendarId}`];
    case 'days': {
      const { query } = request;
      return specialDaysResponse
        .parse(await client.request('GET /v1/special-days', { query }))
        .items.map(dayLine);
    }
    case 'regions': {
      const { query } = request;
      const { items } = holidayRegionsResponse.parse(
        await client.request('GET /v1/holiday-regions', { query }),
      );
      return items.map(({ code, name, hasParts }) => `${code}  ${name}${hasParts ? '  (has parts)' : ''}`);
    }
  }
}

async function importFile(
  client: ServerClient,
  { file: path, query, isDryRun }: Extract<CalendarsRequest, { kind: 'import' }>,
): Promise<number> {
  const file = await uploadFile(path);
  const check = { ...query, dryRun: 'true' };
  const checked = reportFrom(await client.request('POST /v1/calendars/import', { query: check, file }));
  for (const line of [
    ...checked.warnings.map((text) => `warning: ${text}`),
    ...checked.problems.map(({ line, message }) => `line ${line}: ${message}`),
  ])
    process.stderr.write(`${line}\n`);
  const events = `${checked.events} ${checked.events === 1 ? 'event' : 'events'}`;
  if (isDryRun || checked.problems.length > 0) {
    const outcome = checked.problems.length > 0 ? 'Rejected' : 'Checked';
    process.stdout.write(`${outcome}, nothing stored: ${events}.\n`);
    return checked.problems.length === 0 ? 0 : 1;
  }
  const report = reportFrom(await client.request('POST /v1/calendars/import', { query, file }));
  process.stdout.write(`Imported: ${report.calendar ? calendarLine(report.calendar) : events}\n`);
  return 0;
}

const reportFrom = (response: unknown): CalendarImportReport => calendarImportReport.parse(response);

function calendarLine({ calendarId, name, sites, source }: Calendar): string {
  const days =
    source.kind === 'region'
      ? `${source.region} (${source.types.join(', ')})`
      : `file with ${source.events} ${source.events === 1 ? 'event' : 'events'} (${source.dayKind})`;
  return `${calendarId}  ${name}  ${days}  ${sites === null ? 'all sites' : `sites ${sites.join(', ')}`}`;
}

const dayLine = ({ date, kind, name }: SpecialDay): string =>
  `${date}  ${kind}  ${name.en === null || name.en === name.text ? name.text : `${name.text} (${name.en})`}`;
