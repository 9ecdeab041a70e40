import { parseArgs } from 'node:util';
import { countsImportQuery } from '@vialog/contracts';
import { UsageError } from '../command.ts';
import { serverOf, type ServerAddress } from '../cameras/cameras-request.ts';

export interface CountsRequest {
  readonly server: ServerAddress;
  readonly file: string;
  readonly isDryRun: boolean;
  /** Imports the valid rows of a file that has others. */
  readonly skipsInvalid: boolean;
  /** File that the whole report is written to, as JSON. */
  readonly reportFile: string | undefined;
  readonly query: Readonly<Record<string, string>>;
}

const text = { type: 'string' } as const;
const options = {
  url: text,
  'token-file': text,
  counter: text,
  zone: text,
  'time-zone': text,
  columns: text,
  encoding: text,
  delimiter: text,
  report: text,
  'dry-run': { type: 'boolean' },
  'skip-invalid': { type: 'boolean' },
} as const;

/** @throws {UsageError} for invalid arguments */
export function readCountsRequest(args: readonly string[]): CountsRequest {
  const { values, positionals } = parsed(args);
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError('expected one file to import');
  return {
    server: serverOf(values),
    file,
    isDryRun: values['dry-run'] ?? false,
    skipsInvalid: values['skip-invalid'] ?? false,
    reportFile: values.report,
    query: queryOf(values),
  };
}

type Values = ReturnType<typeof parsed>['values'];

function queryOf({ counter, zone, columns, encoding, delimiter, ...values }: Values): Record<string, string> {
  const stated = { counter, zone, timeZone: values['time-zone'], columns, encoding, delimiter };
  const query = Object.fromEntries(
    Object.entries(stated).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const result = countsImportQuery.safeParse(query);
  if (result.success) return query;
  const [issue] = result.error.issues;
  const field = String(issue?.path[0]);
  throw new UsageError(`--${field === 'timeZone' ? 'time-zone' : field}: ${issue?.message}`);
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(Error.isError(error) ? error.message : String(error));
  }
}
