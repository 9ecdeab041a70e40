import { parseArgs } from 'node:util';
import { cameraId, epochOf, instantInput } from '@vialog/contracts';
import type { EventQuery } from '@vialog/events';
import { UsageError } from '../command.ts';

/** The store that the command line names. */
export type StoreOptions =
  | { readonly kind: 'sqlite'; readonly dataDir: string }
  | {
      readonly kind: 'elasticsearch';
      readonly url: string;
      readonly prefix: string | undefined;
      readonly apiKeyFile: string | undefined;
      readonly caFile: string | undefined;
      readonly caFingerprint: string | undefined;
    };

export type EventsRequest =
  | { readonly verb: 'import'; readonly store: StoreOptions; readonly file: string | undefined }
  | { readonly verb: 'export'; readonly store: StoreOptions; readonly query: EventQuery };

const text = { type: 'string' } as const;
const options = {
  data: text,
  elasticsearch: text,
  prefix: text,
  'api-key-file': text,
  'ca-file': text,
  'ca-fingerprint': text,
  from: text,
  to: text,
  cameras: text,
} as const;
type Values = ReturnType<typeof parsed>['values'];

/**
 * Reads `import [file]` or `export` and the options of the store. `now`: epoch ms.
 *
 * @throws {UsageError} when an argument is missing or invalid
 */
export function readEventsRequest(args: readonly string[], now: number): EventsRequest {
  const { values, positionals } = parsed(args);
  const [verb, file, ...more] = positionals;
  if (verb !== 'import' && verb !== 'export')
    throw new UsageError(`expected import or export, found ${verb ?? 'nothing'}`);
  if (more.length > 0 || (verb === 'export' && file !== undefined))
    throw new UsageError(`unexpected argument "${more[0] ?? file}"`);
  const store = storeOf(values);
  return verb === 'import'
    ? { verb, store, file: file === '-' ? undefined : file }
    : { verb, store, query: queryOf(values, now) };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(Error.isError(error) ? error.message : String(error));
  }
}

function storeOf(values: Values): StoreOptions {
  const { data, elasticsearch: url } = values;
  if ((data === undefined) === (url === undefined))
    throw new UsageError('expected either --data <folder> or --elasticsearch <url>');
  if (data !== undefined) return { kind: 'sqlite', dataDir: data };
  return {
    kind: 'elasticsearch',
    url: url ?? '',
    prefix: values.prefix,
    apiKeyFile: values['api-key-file'],
    caFile: values['ca-file'],
    caFingerprint: values['ca-fingerprint'],
  };
}

function queryOf({ from, to, cameras }: Values, now: number): EventQuery {
  const ids = cameras?.split(',');
  for (const id of ids ?? [])
    if (!cameraId.safeParse(id).success)
      throw new UsageError(`--cameras: "${id}" is not a camera id; expected 12 characters of 0-9 a-z`);
  return {
    from: from === undefined ? 0 : instantOf('--from', from),
    // The clock of another host may be ahead of this one.
    to: to === undefined ? now + 3_600_000 : instantOf('--to', to),
    where: ids ? { kind: 'cameras', ids } : { kind: 'all' },
  };
}

function instantOf(name: string, value: string): number {
  const read = instantInput.safeParse(value);
  if (!read.success) throw new UsageError(`${name} ${value}: ${read.error.issues[0]?.message}`);
  return epochOf(read.data);
}
