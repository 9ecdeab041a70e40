import { parseArgs } from 'node:util';
import {
  calendarId,
  calendarImportQuery,
  calendarInput,
  holidayRegionsQuery,
  specialDaysQuery,
  type CalendarInput,
} from '@vialog/contracts';
import type { z } from 'zod';
import { serverOf, type ServerAddress } from '../cameras/cameras-request.ts';
import { UsageError } from '../command.ts';

type Query = Readonly<Record<string, string>>;

export type CalendarsAction =
  | { readonly kind: 'list' }
  | { readonly kind: 'add'; readonly input: CalendarInput }
  | { readonly kind: 'import'; readonly file: string; readonly query: Query; readonly isDryRun: boolean }
  | { readonly kind: 'delete'; readonly calendarId: string }
  | { readonly kind: 'days' | 'regions'; readonly query: Query };

export type CalendarsRequest = CalendarsAction & { readonly server: ServerAddress };

const text = { type: 'string' } as const;
const options = {
  url: text,
  'token-file': text,
  name: text,
  sites: text,
  types: text,
  kind: text,
  calendar: text,
  from: text,
  to: text,
  'time-zone': text,
  'dry-run': { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parsed>['values'];
interface Verb {
  /** Options besides the address of the server. */
  readonly options: readonly string[];
  /** How many names it takes: none, one, or at most one. */
  readonly names: string;
  readonly read: (name: string | undefined, values: Values) => CalendarsAction;
}

const verbs: Readonly<Record<string, Verb>> = {
  list: { options: [], names: '', read: () => ({ kind: 'list' }) },
  add: {
    options: ['name', 'sites', 'types'],
    names: 'one region, like DE-BY',
    read: (region = '', values) => ({ kind: 'add', input: inputOf(region, values) }),
  },
  import: {
    options: ['name', 'sites', 'kind', 'calendar', 'dry-run'],
    names: 'one iCalendar file',
    read: (file = '', values) => ({
      kind: 'import',
      file,
      query: importQueryOf(values),
      isDryRun: values['dry-run'] ?? false,
    }),
  },
  delete: {
    options: [],
    names: 'one calendar id',
    read: (id) => ({ kind: 'delete', calendarId: valid(calendarId, id, () => 'calendar id') }),
  },
  days: {
    options: ['from', 'to', 'sites', 'time-zone'],
    names: '',
    read: (_name, values) => ({ kind: 'days', query: daysQueryOf(values) }),
  },
  regions: {
    options: [],
    names: 'at most one country or state, like DE',
    read: (within) => ({ kind: 'regions', query: checked(holidayRegionsQuery, stated({ within })) }),
  },
};

/** @throws {UsageError} for invalid arguments */
export function readCalendarsRequest([verb = '', ...args]: readonly string[]): CalendarsRequest {
  const { values, positionals } = parsed(args);
  const found = verbs[verb];
  if (!found) throw new UsageError(`expected one of ${Object.keys(verbs).join(', ')}, found "${verb}"`);
  const other = Object.keys(values).find(
    (option) => !['url', 'token-file', ...found.options].includes(option),
  );
  if (other !== undefined) throw new UsageError(`--${other} does not apply to "${verb}"`);
  checkNames(found, positionals.length);
  return { server: serverOf(values), ...found.read(positionals[0], values) };
}

function checkNames({ names }: Verb, count: number): void {
  const min = names.startsWith('one') ? 1 : 0;
  const max = names === '' ? 0 : 1;
  if (count < min || count > max)
    throw new UsageError(`expected ${names === '' ? 'no name' : names}, found ${count}`);
}

function inputOf(region: string, { name = region, sites, types }: Values): CalendarInput {
  const input = {
    name,
    region,
    sites: sites === undefined ? null : sites.split(','),
    types: types === undefined ? undefined : types.split(','),
  };
  return valid(calendarInput, input, (path) => (path === 'region' ? 'region' : `--${path}`));
}

function importQueryOf({ name, sites, kind, calendar }: Values): Query {
  return checked(calendarImportQuery, stated({ name, sites, kind, calendarId: calendar }));
}

function daysQueryOf({ from, to, sites, 'time-zone': timeZone }: Values): Query {
  return checked(specialDaysQuery, stated({ from, to, sites, timeZone }));
}

const stated = (fields: Readonly<Record<string, string | undefined>>): Query =>
  Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

const optionNames: Readonly<Record<string, string>> = {
  timeZone: '--time-zone',
  calendarId: '--calendar',
  within: 'country or state',
};

function checked(schema: z.ZodType, query: Query): Query {
  valid(schema, query, (path) => optionNames[path] ?? `--${path}`);
  return query;
}

function valid<T>(schema: z.ZodType<T>, value: unknown, nameOf: (path: string) => string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new UsageError(`${nameOf(String(issue?.path[0] ?? ''))}: ${issue?.message}`);
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(Error.isError(error) ? error.message : String(error));
  }
}
