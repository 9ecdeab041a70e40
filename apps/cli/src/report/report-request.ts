import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { reportFileQuery, reportFormat } from '@vialog/contracts';
import { serverOf, type ServerAddress } from '../cameras/cameras-request.ts';
import { UsageError } from '../command.ts';

export interface ReportRequest {
  readonly server: ServerAddress;
  /** File that the report is written to; undefined: standard output. */
  readonly output: string | undefined;
  readonly query: Readonly<Record<string, string>>;
}

const text = { type: 'string' } as const;

/** Options that become parameters of the request, with the name of the parameter. */
export const reportParameters: Readonly<Record<string, string>> = {
  language: 'language',
  title: 'title',
  question: 'question',
  measure: 'measure',
  direction: 'direction',
  classes: 'classes',
  sites: 'sites',
  cameras: 'cameras',
  groups: 'groups',
  zone: 'zone',
  from: 'from',
  to: 'to',
  'min-coverage': 'minCoverage',
  holidays: 'holidays',
  'exclude-days': 'excludeDays',
  target: 'target',
};
const options = {
  url: text,
  'token-file': text,
  output: text,
  format: text,
  ...Object.fromEntries(Object.keys(reportParameters).map((name) => [name, text])),
};

/** @throws {UsageError} for invalid arguments */
export function readReportRequest(args: readonly string[]): ReportRequest {
  const values = parsed(args);
  const { output } = values;
  const format = values['format'] ?? (output === undefined ? undefined : formatOf(output));
  const query = Object.fromEntries(
    Object.entries({ ...values, format }).flatMap(([option, value]) => {
      const name = option === 'format' ? 'format' : reportParameters[option];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
  const result = reportFileQuery.safeParse(query);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new UsageError(`--${optionOf(String(issue?.path[0]))}: ${issue?.message}`);
  }
  return { server: serverOf({ url: values['url'], 'token-file': values['token-file'] }), output, query };
}

const optionOf = (parameter: string): string =>
  Object.entries(reportParameters).find(([, name]) => name === parameter)?.[0] ?? parameter;

function parsed(args: readonly string[]): Readonly<Record<string, string | undefined>> {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(Error.isError(error) ? error.message : String(error));
  }
}

/** The format that the extension of a file names. */
function formatOf(file: string): string {
  const extension = extname(file).slice(1).toLowerCase();
  const known: readonly string[] = reportFormat.options;
  if (known.includes(extension)) return extension;
  throw new UsageError(`--format is missing: expected one of ${known.join(', ')}`);
}
