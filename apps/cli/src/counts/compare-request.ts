import { parseArgs } from 'node:util';
import { counterComparisonInput, cameraId as cameraIdSchema } from '@vialog/contracts';
import { serverOf, type ServerAddress } from '../cameras/cameras-request.ts';
import { UsageError } from '../command.ts';

export interface CompareRequest {
  readonly server: ServerAddress;
  readonly cameraId: string;
  /** Body of the request; absent fields have the defaults of the server. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly isJson: boolean;
}

const text = { type: 'string' } as const;
const options = {
  url: text,
  'token-file': text,
  zone: text,
  counter: text,
  'counter-zone': text,
  measure: text,
  direction: text,
  'counter-direction': text,
  classes: text,
  'counter-classes': text,
  interval: text,
  from: text,
  to: text,
  'min-coverage': text,
  json: { type: 'boolean' },
} as const;

/** Field of the request → option. */
const optionOf = {
  zoneId: 'zone',
  counter: 'counter',
  counterZoneId: 'counter-zone',
  measure: 'measure',
  direction: 'direction',
  counterDirection: 'counter-direction',
  classes: 'classes',
  counterClasses: 'counter-classes',
  interval: 'interval',
  startAt: 'from',
  endAt: 'to',
  minCoverage: 'min-coverage',
} as const;

/** @throws {UsageError} for invalid arguments */
export function readCompareRequest(args: readonly string[]): CompareRequest {
  const { values, positionals } = parsed(args);
  const [cameraId] = positionals;
  if (cameraId === undefined || positionals.length > 1) throw new UsageError('expected the id of one camera');
  if (!cameraIdSchema.safeParse(cameraId).success)
    throw new UsageError(`expected the id of a camera, 12 characters of 0-9 a-z, found "${cameraId}"`);
  return { server: serverOf(values), cameraId, body: bodyOf(values), isJson: values.json ?? false };
}

type Values = ReturnType<typeof parsed>['values'];

function bodyOf(values: Values): CompareRequest['body'] {
  const body = Object.fromEntries(
    Object.entries(optionOf).flatMap(([field, option]) => {
      const value = values[option];
      return value === undefined ? [] : [[field, valueOf(field, value)]];
    }),
  );
  const result = counterComparisonInput.safeParse(body);
  if (result.success) return body;
  const [issue] = result.error.issues;
  const field = String(issue?.path[0]) as keyof typeof optionOf;
  throw new UsageError(`--${optionOf[field]}: ${issue?.message}`);
}

function valueOf(field: string, value: string): unknown {
  // Blank text would be the number 0, a valid coverage.
  if (field === 'minCoverage') return value.trim() === '' ? value : Number(value);
  return field === 'classes' || field === 'counterClasses' ? value.split(',') : value;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(Error.isError(error) ? error.message : String(error));
  }
}
