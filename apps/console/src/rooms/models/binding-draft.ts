import type { ModelBinding, ModelBindInput, ModelScope, ModelScopeKind } from '@vialog/contracts';
import { isImpossible, numberText, parseNumber } from '../../forms/number-text.ts';

/** A binding as it is typed. */
export interface BindingDraft {
  readonly kind: ModelScopeKind;
  /** Id of the camera or site, or name of the group or tag. */
  readonly id: string;
  readonly modelId: string;
  /** Empty: as the model card recommends. */
  readonly threshold: string;
  /** Share of the cameras, %; empty: all. */
  readonly canary: string;
  readonly why: string;
}

export const thresholdRange = [0.05, 0.95] as const;
export const canaryRange = [1, 99] as const;

/** @param current the model that is bound to the scope now; `percent`: its share, if it is a canary */
export function draftOf(
  scope: ModelScope,
  current: ModelBinding | undefined,
  percent?: number,
): BindingDraft {
  return {
    kind: scope.kind,
    id: scope.kind === 'all' ? '' : scope.id,
    modelId: current?.modelId ?? '',
    threshold: numberText(current?.threshold),
    canary: numberText(percent),
    why: '',
  };
}

/** The scope of a draft; undefined while it has no name. */
export function scopeOfDraft({ kind, id }: Pick<BindingDraft, 'kind' | 'id'>): ModelScope | undefined {
  if (kind === 'all') return { kind };
  const name = id.trim();
  return name === '' ? undefined : { kind, id: name };
}

/**
 * The request for a draft; undefined while something is missing. The settings of the same model that the form does not show are
 * kept; another model starts without them.
 */
export function inputOf(draft: BindingDraft, current: ModelBinding | undefined): ModelBindInput | undefined {
  const { modelId, threshold: typed } = draft;
  const scope = scopeOfDraft(draft);
  const why = draft.why.trim();
  if (!scope || modelId === '' || why === '' || isImpossible(typed, thresholdRange)) return undefined;
  if (isImpossibleShare(draft)) return undefined;
  const kept = current?.modelId === modelId ? current : { modelId };
  const canaryPercent = scope.kind === 'camera' ? undefined : parseNumber(draft.canary);
  const input = { scope, model: withThreshold(kept, parseNumber(typed)), why };
  return canaryPercent === undefined ? input : { ...input, canaryPercent };
}

function isImpossibleShare({ kind, canary }: BindingDraft): boolean {
  return kind !== 'camera' && (isImpossible(canary, canaryRange) || isBrokenPercent(canary));
}

/** Whether the text of a share is a number of percent that is not whole. */
export const isBrokenPercent = (text: string): boolean => !Number.isInteger(parseNumber(text) ?? 1);

function withThreshold({ ...model }: ModelBinding, threshold: number | undefined): ModelBinding {
  delete model.threshold;
  return threshold === undefined ? model : { ...model, threshold };
}
