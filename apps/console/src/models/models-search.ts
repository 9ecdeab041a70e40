import type { ModelScope, ModelScopeKind } from '@vialog/contracts';

/** Kinds of scopes in the order in which their bindings count. */
export const scopeKinds = [
  'camera',
  'group',
  'tag',
  'site',
  'all',
] as const satisfies readonly ModelScopeKind[];

const acts = ['bind', 'unbind'] as const;

/** The search parameters of the models room. */
export interface ModelsSearch {
  /** The camera whose model is explained. */
  readonly camera?: string | undefined;
  /** The scope that the form and the history are about; `id` is absent for all cameras. */
  readonly scope?: ModelScopeKind | undefined;
  readonly id?: string | undefined;
  /** The open form. `bind` without a scope: the form has fields for it. */
  readonly act?: (typeof acts)[number] | undefined;
}

/** Reads the search parameters of an address. Invalid values are ignored. */
export function readModelsSearch(raw: Record<string, unknown>): ModelsSearch {
  const scope = scopeIn(raw);
  const act = acts.find((each) => each === raw.act);
  const search: ModelsSearch = {
    camera: matching(raw.camera, cameraId),
    ...(scope && searchOf(scope)),
    act: act === 'unbind' && !scope ? undefined : act,
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

const cameraId = /^[0-9a-z]{12}$/;

function scopeIn({ scope, id }: Record<string, unknown>): ModelScope | undefined {
  const kind = scopeKinds.find((each) => each === scope);
  if (kind === undefined || kind === 'all') return kind && { kind };
  const isRecord = kind === 'camera' || kind === 'site';
  const name = matching(id, isRecord ? cameraId : /^(?=.*\S).{1,40}$/);
  return name === undefined ? undefined : { kind, id: name };
}

/** The scope of an address that `readModelsSearch` has read. */
export const scopeOf = ({ scope, id }: ModelsSearch): ModelScope | undefined => scopeIn({ scope, id });

export const searchOf = (scope: ModelScope): Pick<ModelsSearch, 'scope' | 'id'> =>
  scope.kind === 'all' ? { scope: 'all' } : { scope: scope.kind, id: scope.id };

const matching = (value: unknown, pattern: RegExp): string | undefined =>
  typeof value === 'string' && pattern.test(value) ? value : undefined;
