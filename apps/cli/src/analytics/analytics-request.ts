import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import {
  analyticFileQuery,
  analyticId,
  reportFormat,
  reportLanguage,
  type ReportLanguage,
} from '@vialog/contracts';
import { serverOf, type ServerAddress } from '../cameras/cameras-request.ts';
import { UsageError } from '../command.ts';

export type AnalyticsRequest =
  | {
      readonly kind: 'list';
      readonly server: ServerAddress;
      readonly search: string;
      readonly language: ReportLanguage;
    }
  | {
      readonly kind: 'run';
      readonly server: ServerAddress;
      readonly id: string;
      /** File that the result is written to; undefined: the sentences are printed. */
      readonly output: string | undefined;
      readonly query: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'check'; readonly files: readonly string[] };

const text = { type: 'string' } as const;
const serverOptions = { url: text, 'token-file': text, language: text };

/** Options that become parameters of the request, with the name of the parameter. */
const parameters: Readonly<Record<string, string>> = {
  language: 'language',
  sites: 'sites',
  cameras: 'cameras',
  groups: 'groups',
  zone: 'zone',
  origin: 'origin',
  from: 'from',
  to: 'to',
  'change-at': 'changeAt',
  target: 'target',
  'min-coverage': 'minCoverage',
  holidays: 'holidays',
  'exclude-days': 'excludeDays',
  format: 'format',
};
const runOptions: Readonly<Record<string, { readonly type: 'string' }>> = {
  ...serverOptions,
  output: text,
  ...Object.fromEntries(Object.keys(parameters).map((name) => [name, text])),
};

/** @throws {UsageError} for invalid arguments */
export function readAnalyticsRequest(args: readonly string[]): AnalyticsRequest {
  const [verb, ...rest] = args;
  if (verb === 'list') return listRequest(rest);
  if (verb === 'run') return runRequest(rest);
  if (verb === 'check') return checkRequest(rest);
  throw new UsageError(`expected "list", "run" or "check", found "${verb ?? ''}"`);
}

function listRequest(args: readonly string[]): AnalyticsRequest {
  const { values } = parsed(() =>
    parseArgs({ args: [...args], options: { ...serverOptions, search: text } }),
  );
  const language = reportLanguage.safeParse(values.language ?? 'en');
  if (!language.success) throw new UsageError(`--language: expected en or zh, found "${values.language}"`);
  return { kind: 'list', server: serverOf(values), search: values.search ?? '', language: language.data };
}

function runRequest(args: readonly string[]): AnalyticsRequest {
  const { values, positionals } = parsed(() =>
    parseArgs({ args: [...args], options: runOptions, allowPositionals: true }),
  );
  const [id] = positionals;
  if (positionals.length !== 1 || !analyticId.safeParse(id).success)
    throw new UsageError('expected the id of one analytic; "vialog analytics list" prints them');
  const { output } = values;
  const format = values['format'] ?? (output === undefined ? undefined : formatOf(output));
  const query = Object.fromEntries(
    Object.entries({ ...values, format }).flatMap(([option, value]) => {
      const name = parameters[option];
      return name === undefined || typeof value !== 'string' ? [] : [[name, value]];
    }),
  );
  checkQuery(query);
  if (format !== undefined && output === undefined)
    throw new UsageError('--format needs --output: the file to write');
  return { kind: 'run', server: serverOf(values), id: id ?? '', output, query };
}

function checkQuery(query: Readonly<Record<string, string>>): void {
  const result = analyticFileQuery.safeParse(query);
  if (result.success) return;
  const [issue] = result.error.issues;
  const name = String(issue?.path[0]);
  const option = Object.entries(parameters).find(([, parameter]) => parameter === name)?.[0] ?? name;
  throw new UsageError(`--${option}: ${issue?.message}`);
}

function checkRequest(args: readonly string[]): AnalyticsRequest {
  const { positionals } = parsed(() => parseArgs({ args: [...args], options: {}, allowPositionals: true }));
  if (positionals.length === 0) throw new UsageError('expected the files to check');
  return { kind: 'check', files: positionals };
}

/** The format that the extension of a file names. */
function formatOf(file: string): string {
  const extension = extname(file).slice(1).toLowerCase();
  const known: readonly string[] = reportFormat.options;
  if (known.includes(extension)) return extension;
  throw new UsageError(`--format is missing: expected one of ${known.join(', ')}`);
}

function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(Error.isError(error) ? error.message : String(error));
  }
}
