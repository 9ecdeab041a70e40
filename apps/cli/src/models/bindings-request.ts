import { parseArgs } from 'node:util';
import { canaryPercent, modelId, modelScope, type ModelScope } from '@vialog/contracts';
import { serverOf, type ServerAddress } from '../cameras/cameras-request.ts';
import { UsageError } from '../command.ts';

interface Step {
  readonly server: ServerAddress;
  readonly scope: ModelScope;
  readonly why: string;
}

export type BindingsRequest =
  | (Step & {
      readonly kind: 'bind';
      readonly modelId: string;
      readonly threshold: number | undefined;
      /** Share of the cameras, %; undefined: all. */
      readonly canary: number | undefined;
    })
  | (Step & { readonly kind: 'unbind' | 'rollback' })
  | {
      readonly kind: 'history';
      readonly server: ServerAddress;
      readonly scope: ModelScope | undefined;
      readonly limit: number;
    };

export const bindingVerbs: readonly string[] = ['bind', 'unbind', 'rollback', 'history'];

const text = { type: 'string' } as const;
const options = {
  camera: text,
  group: text,
  tag: text,
  site: text,
  all: { type: 'boolean' },
  why: text,
  threshold: text,
  canary: text,
  limit: text,
  url: text,
  'token-file': text,
} as const;

/**
 * Reads `bind <model id>`, `unbind`, `rollback` or `history` with a scope.
 * @throws {UsageError} when an argument is missing or invalid
 */
export function readBindingsRequest([verb = '', ...args]: readonly string[]): BindingsRequest {
  const { values, positionals } = parsed(args);
  rejectOthers(verb, values);
  if (verb === 'history') return historyOf(values, positionals);
  const scope = scopeOf(values);
  if (!scope) throw new UsageError('the scope is missing: --camera, --group, --tag, --site or --all');
  if (values.why === undefined || values.why.trim() === '')
    throw new UsageError('--why is missing: the reason, which is kept with the step');
  const step = { server: serverOf(values), scope, why: values.why };
  if (verb !== 'bind') {
    if (positionals.length > 0) throw new UsageError(`${verb} takes no model`);
    return { kind: verb === 'unbind' ? 'unbind' : 'rollback', ...step };
  }
  return {
    kind: 'bind',
    ...step,
    modelId: idOf(positionals),
    threshold: thresholdOf(values.threshold),
    canary: canaryOf(values.canary, scope),
  };
}

type Values = ReturnType<typeof parsed>['values'];

/** Options that only some verbs have. */
const verbsOf = {
  threshold: ['bind'],
  canary: ['bind'],
  limit: ['history'],
  why: ['bind', 'unbind', 'rollback'],
} as const satisfies Partial<Record<keyof Values, readonly string[]>>;

/** @throws {UsageError} when an option would have no effect */
function rejectOthers(verb: string, values: Values): void {
  for (const [name, verbs] of Object.entries(verbsOf))
    if (values[name as keyof typeof verbsOf] !== undefined && !(verbs as readonly string[]).includes(verb))
      throw new UsageError(`--${name} is for ${verbs.join(', ')}, not for ${verb}`);
}

function historyOf(values: Values, positionals: readonly string[]): BindingsRequest {
  if (positionals.length > 0) throw new UsageError('history takes no model');
  const limit = Number(values.limit ?? 100);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1_000)
    throw new UsageError('--limit expects a number from 1 to 1000');
  return { kind: 'history', server: serverOf(values), scope: scopeOf(values), limit };
}

function scopeOf(values: Values): ModelScope | undefined {
  const named = (['camera', 'group', 'tag', 'site'] as const).flatMap((kind) => {
    const id = values[kind];
    return id === undefined ? [] : [{ kind, id }];
  });
  const given = values.all === true ? [...named, { kind: 'all' }] : named;
  if (given.length > 1) throw new UsageError('expected one scope: --camera, --group, --tag, --site or --all');
  const [first] = given;
  if (!first) return undefined;
  const scope = modelScope.safeParse(first);
  if (scope.success) return scope.data;
  throw new UsageError(`--${first.kind}: ${scope.error.issues[0]?.message ?? 'invalid'}`);
}

function idOf([id, ...others]: readonly string[]): string {
  if (id === undefined || others.length > 0) throw new UsageError('expected the id of one model');
  if (modelId.safeParse(id).success) return id;
  throw new UsageError(`${id} is not the id of a model; GET /v1/models lists them`);
}

function thresholdOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const threshold = Number(given);
  if (threshold >= 0.05 && threshold <= 0.95) return threshold;
  throw new UsageError(`--threshold: expected a number from 0.05 to 0.95, found ${given}`);
}

function canaryOf(given: string | undefined, { kind }: ModelScope): number | undefined {
  if (given === undefined) return undefined;
  if (kind === 'camera') throw new UsageError('--canary: a single camera cannot be divided');
  const percent = canaryPercent.safeParse(Number(given));
  if (percent.success) return percent.data;
  throw new UsageError(`--canary: expected a whole number from 1 to 99, found ${given}`);
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(Error.isError(error) ? error.message : String(error));
  }
}
