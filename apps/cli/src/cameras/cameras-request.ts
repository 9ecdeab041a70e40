import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { exchangeFormat, exportQuery, importQuery, type ExchangeFormat } from '@vialog/contracts';
import type { z } from 'zod';
import { UsageError } from '../command.ts';

/** Server address and credentials. */
export interface ServerAddress {
  readonly url: string;
  readonly tokenFile: string | undefined;
}

export type CamerasRequest =
  | {
      readonly kind: 'import';
      readonly server: ServerAddress;
      readonly file: string;
      readonly isDryRun: boolean;
      /** File that the whole report is written to, as JSON. */
      readonly reportFile: string | undefined;
      readonly query: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'export';
      readonly server: ServerAddress;
      readonly output: string | undefined;
      readonly query: Readonly<Record<string, string>>;
    };

const text = { type: 'string' } as const;
const serverOptions = { url: text, 'token-file': text };
const importOptions = {
  ...serverOptions,
  format: text,
  crs: text,
  'time-zone': text,
  lifecycle: text,
  group: text,
  columns: text,
  encoding: text,
  delimiter: text,
  report: text,
  'dry-run': { type: 'boolean' },
} as const;
const exportOptions = {
  ...serverOptions,
  format: text,
  crs: text,
  lifecycle: text,
  group: text,
  site: text,
  output: text,
} as const;

/** @throws {UsageError} for invalid arguments */
export function readCamerasRequest(args: readonly string[]): CamerasRequest {
  const [verb, ...rest] = args;
  if (verb === 'import') return importRequest(rest);
  if (verb === 'export') return exportRequest(rest);
  throw new UsageError(`expected "import" or "export", found "${verb ?? ''}"`);
}

function importRequest(args: readonly string[]): CamerasRequest {
  const { values, positionals } = parsed(() =>
    parseArgs({ args: [...args], options: importOptions, allowPositionals: true }),
  );
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError('expected one file to import');
  const format = values.format ?? formatOf(file);
  const { crs, lifecycle, group, columns, encoding, delimiter } = values;
  const query = stated({
    format,
    crs,
    timeZone: values['time-zone'],
    lifecycle,
    group,
    columns,
    encoding,
    delimiter,
  });
  check(importQuery, query);
  const isDryRun = values['dry-run'] ?? false;
  return { kind: 'import', server: serverOf(values), file, isDryRun, reportFile: values.report, query };
}

function exportRequest(args: readonly string[]): CamerasRequest {
  const { values } = parsed(() => parseArgs({ args: [...args], options: exportOptions }));
  const { output, crs, lifecycle, group, site } = values;
  const format = values.format ?? (output === undefined ? undefined : formatOf(output));
  if (format === undefined) throw new UsageError(`--format is missing: expected one of ${formats}`);
  const query = stated({ format, crs, lifecycle, group, site });
  check(exportQuery, query);
  return { kind: 'export', server: serverOf(values), output, query };
}

const formats = exchangeFormat.options.join(', ');
const formatByExtension: Readonly<Record<string, ExchangeFormat>> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.geojson': 'geojson',
  '.xml': 'gb28181',
};

function formatOf(file: string): ExchangeFormat {
  const format = formatByExtension[extname(file).toLowerCase()];
  if (format === undefined) throw new UsageError(`--format is missing: expected one of ${formats}`);
  return format;
}

/** @throws {UsageError} when the address is none */
export function serverOf(values: {
  url?: string | undefined;
  'token-file'?: string | undefined;
}): ServerAddress {
  const { url = 'http://127.0.0.1:7070' } = values;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new UsageError('--url: expected the address of the server, like https://vialog.example');
  return { url, tokenFile: values['token-file'] };
}

function check(schema: z.ZodType, query: object): void {
  const result = schema.safeParse(query);
  if (result.success) return;
  const [issue] = result.error.issues;
  throw new UsageError(`--${optionOf(String(issue?.path[0]))}: ${issue?.message}`);
}

const optionOf = (field: string): string => (field === 'timeZone' ? 'time-zone' : field);

function stated(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(Error.isError(error) ? error.message : String(error));
  }
}
