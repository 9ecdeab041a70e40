import { parseArgs } from 'node:util';
import {
  reportFormat,
  reportRunId,
  reportScheduleId,
  reportScheduleInput,
  type ReportFormat,
  type ReportScheduleInput,
} from '@vialog/contracts';
import { serverOf, type ServerAddress } from '../cameras/cameras-request.ts';
import { UsageError } from '../command.ts';
import { reportParameters } from './report-request.ts';

export type ScheduleRequest = { readonly server: ServerAddress } & (
  | { readonly kind: 'list' }
  | { readonly kind: 'add'; readonly input: ReportScheduleInput }
  | { readonly kind: 'delete' | 'runs'; readonly scheduleId: string }
  | {
      readonly kind: 'get';
      readonly runId: string;
      readonly format: ReportFormat;
      readonly output: string | undefined;
    }
);

const text = { type: 'string' } as const;
/** Parameters of reports that a schedule does not set itself. */
const chosen = Object.fromEntries(
  Object.entries(reportParameters).filter(([option]) => !['from', 'to', 'language'].includes(option)),
);
const ownOptions = [
  'url',
  'token-file',
  'name',
  'period',
  'every',
  'at',
  'time-zone',
  'formats',
  'format',
  'language',
  'output',
];
const options = Object.fromEntries([...ownOptions, ...Object.keys(chosen)].map((name) => [name, text]));

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

type Values = Readonly<Record<string, string | undefined>>;

/** @throws {UsageError} for invalid arguments */
export function readScheduleRequest(args: readonly string[]): ScheduleRequest {
  const { values, positionals } = parsed(args);
  const [kind = '', id = '', surplus] = positionals;
  if (surplus !== undefined) throw new UsageError(`${kind}: expected one id, found "${surplus}" after it`);
  const server = serverOf({ url: values['url'], 'token-file': values['token-file'] });
  switch (kind) {
    case 'list':
      return { kind, server };
    case 'add':
      return { kind, server, input: inputOf(values) };
    case 'delete':
    case 'runs':
      return { kind, server, scheduleId: idOfSchedule(kind, id) };
    case 'get': {
      const format = formatOf(values['format']);
      return { kind, server, runId: idOfRun(id), format, output: values['output'] };
    }
    default:
      throw new UsageError(`expected list, add, delete, runs or get after schedule, found "${kind}"`);
  }
}

function parsed(args: readonly string[]): {
  readonly values: Values;
  readonly positionals: readonly string[];
} {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(Error.isError(error) ? error.message : String(error));
  }
}

function inputOf(values: Values): ReportScheduleInput {
  const parameters = Object.entries(chosen).flatMap(([option, name]) =>
    values[option] === undefined ? [] : [[name, values[option]]],
  );
  const result = reportScheduleInput.safeParse({
    name: values['name'],
    period: values['period'],
    rule: ruleOf(values['every'], values['at'] ?? '06:00'),
    timeZone: values['time-zone'],
    parameters: Object.fromEntries(parameters) as object,
    formats: values['formats']?.split(','),
    language: values['language'],
  });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new UsageError(`--${optionOf(issue?.path.map(String) ?? [])}: ${issue?.message}`);
}

/** The rule of `day`, a weekday, or a day of the month. */
function ruleOf(every: string | undefined, at: string): object {
  const weekday = weekdays.indexOf(every?.toLowerCase() ?? '');
  if (weekday >= 0) return { kind: 'weekly', weekday: weekday + 1, at };
  if (every === 'day') return { kind: 'daily', at };
  if (every !== undefined && /^\d+$/.test(every)) return { kind: 'monthly', day: Number(every), at };
  throw new UsageError(`--every: expected day, a weekday like monday, or a day of the month from 1 to 28`);
}

function optionOf([field = '', part = '']: readonly string[]): string {
  if (field === 'rule') return part === 'at' ? 'at' : 'every';
  if (field === 'timeZone') return 'time-zone';
  if (field !== 'parameters') return field;
  return Object.entries(chosen).find(([, name]) => name === part)?.[0] ?? part;
}

function idOfSchedule(kind: string, id: string): string {
  if (reportScheduleId.safeParse(id).success) return id;
  throw new UsageError(`${kind}: expected the id of a schedule, which list shows, found "${id}"`);
}

function idOfRun(id: string): string {
  if (reportRunId.safeParse(id).success) return id;
  throw new UsageError(`get: expected the id of a run, which runs shows, found "${id}"`);
}

function formatOf(format: string | undefined): ReportFormat {
  const result = reportFormat.safeParse(format);
  if (result.success) return result.data;
  throw new UsageError(`--format: expected one of ${reportFormat.options.join(', ')}`);
}
