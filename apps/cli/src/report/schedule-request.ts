import { parseArgs } from 'node:util';
import {
  reportFormat,
  reportRunId,
  reportScheduleId,
  reportScheduleInput,
  reportSchedulePatch,
  type ReportFormat,
  type ReportScheduleInput,
  type ReportSchedulePatch,
} from '@vialog/contracts';
import { serverOf, type ServerAddress } from '../cameras/cameras-request.ts';
import { UsageError } from '../command.ts';
import { reportParameters } from './report-request.ts';
import type { z } from 'zod';

export type ScheduleRequest = { readonly server: ServerAddress } & ScheduleAction;

type ScheduleAction =
  | { readonly kind: 'list' }
  | { readonly kind: 'add'; readonly input: ReportScheduleInput }
  | { readonly kind: 'change'; readonly scheduleId: string; readonly patch: ReportSchedulePatch }
  | { readonly kind: 'delete' | 'runs' | 'run'; readonly scheduleId: string }
  | { readonly kind: 'resend'; readonly runId: string }
  | {
      readonly kind: 'get';
      readonly runId: string;
      readonly format: ReportFormat;
      readonly output: string | undefined;
    };

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
  'channel',
  'output',
];
const options = Object.fromEntries([...ownOptions, ...Object.keys(chosen)].map((name) => [name, text]));

const kinds = 'list, add, change, pause, resume, run, runs, get, resend or delete';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

type Values = Readonly<Record<string, string | undefined>>;

/** @throws {UsageError} for invalid arguments */
export function readScheduleRequest(args: readonly string[]): ScheduleRequest {
  const { values, positionals } = parsed(args);
  const [kind = '', id = '', surplus] = positionals;
  if (surplus !== undefined) throw new UsageError(`${kind}: expected one id, found "${surplus}" after it`);
  const server = serverOf({ url: values['url'], 'token-file': values['token-file'] });
  return { server, ...actionOf(kind, id, values) };
}

function actionOf(kind: string, id: string, values: Values): ScheduleAction {
  switch (kind) {
    case 'list':
      return { kind };
    case 'add':
      return { kind, input: inputOf(values) };
    case 'resend':
      return { kind, runId: idOfRun(kind, id) };
    case 'get':
      return { kind, runId: idOfRun(kind, id), format: formatOf(values['format']), output: values['output'] };
    default:
      return actionOnSchedule(kind, id, values);
  }
}

function actionOnSchedule(kind: string, id: string, values: Values): ScheduleAction {
  switch (kind) {
    case 'change':
      return { kind, scheduleId: idOfSchedule(kind, id), patch: patchOf(values) };
    case 'pause':
    case 'resume':
      return { kind: 'change', scheduleId: idOfSchedule(kind, id), patch: { isOn: kind === 'resume' } };
    case 'delete':
    case 'runs':
    case 'run':
      return { kind, scheduleId: idOfSchedule(kind, id) };
    default:
      throw new UsageError(`expected ${kinds} after schedule, found "${kind}"`);
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
  const rule = ruleOf(values['every'], values['at'] ?? '06:00');
  return checked(reportScheduleInput, { ...fieldsOf(values), parameters: parametersOf(values), rule });
}

/** An empty parameter is one to remove. */
function patchOf(values: Values): ReportSchedulePatch {
  const { every, at } = values;
  const parameters = parametersOf(values);
  const set = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== ''));
  const removed = Object.keys(parameters).filter((name) => parameters[name] === '');
  if (every === undefined && at !== undefined)
    throw new UsageError('--at: expected --every with it, because both are replaced together');
  const patch = {
    ...fieldsOf(values),
    ...(Object.keys(parameters).length > 0 && { parameters: set }),
    ...(every !== undefined && { rule: ruleOf(every, at ?? '06:00') }),
  };
  if (Object.values(patch).every((value) => value === undefined))
    throw new UsageError('change: expected at least one option to change');
  const valid = checked(reportSchedulePatch, patch);
  return valid.parameters
    ? {
        ...valid,
        parameters: { ...valid.parameters, ...Object.fromEntries(removed.map((name) => [name, ''])) },
      }
    : valid;
}

/** The fields that an option sets as it is; absent ones are undefined. */
const fieldsOf = (values: Values): object => ({
  name: values['name'],
  period: values['period'],
  timeZone: values['time-zone'],
  formats: listOf(values['formats']),
  language: values['language'],
  channelId: values['channel'] === 'none' ? null : values['channel'],
});

const listOf = (text: string | undefined): string[] | undefined => (text === 'none' ? [] : text?.split(','));

const parametersOf = (values: Values): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    Object.entries(chosen).flatMap(([option, name]) =>
      values[option] === undefined ? [] : [[name, values[option]]],
    ),
  );

function checked<T>(schema: z.ZodType<T>, value: object): T {
  const result = schema.safeParse(value);
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
  if (field === 'channelId') return 'channel';
  if (field !== 'parameters') return field;
  return Object.entries(chosen).find(([, name]) => name === part)?.[0] ?? part;
}

function idOfSchedule(kind: string, id: string): string {
  if (reportScheduleId.safeParse(id).success) return id;
  throw new UsageError(`${kind}: expected the id of a schedule, which list shows, found "${id}"`);
}

function idOfRun(kind: string, id: string): string {
  if (reportRunId.safeParse(id).success) return id;
  throw new UsageError(`${kind}: expected the id of a run, which runs shows, found "${id}"`);
}

function formatOf(format: string | undefined): ReportFormat {
  const result = reportFormat.safeParse(format);
  if (result.success) return result.data;
  throw new UsageError(`--format: expected one of ${reportFormat.options.join(', ')}`);
}
