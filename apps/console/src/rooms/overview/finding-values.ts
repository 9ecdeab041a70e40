import type { AttentionFinding, FindingExample } from '@vialog/contracts';
import { attentionAction } from '../../cameras/attention-action.ts';
import { cameraStates } from '../../cameras/camera-state.ts';
import { byteSize, oneDecimal, percent, wholeNumber } from '../../format/numbers.ts';
import type { Words } from '../../language/language.ts';
import { scopeKinds } from '../../models/models-search.ts';

type Speech = Pick<Words, 't' | 'tag'>;

const parts = {
  registry: 'registry',
  'event store': 'event_store',
  'event buffer': 'event_buffer',
  broker: 'broker',
} as const;
const queues = ['indexer', 'outbox'] as const;
const reasons = [
  'offline',
  'no_frame',
  'decode_error',
  'frozen',
  'dark',
  'obstructed',
  'moved',
  'detector_down',
  'not_running',
  'storage_full',
  'clock',
  'model_not_loaded',
  'unusual',
] as const;

/** The values in the sentences of a finding, as people read them. */
export function findingValues(finding: AttentionFinding, { t, tag }: Speech) {
  const { count, isCountMinimum, params, kind } = finding;
  const number = wholeNumber(count, tag);
  return {
    count,
    number: isCountMinimum ? `${t('overview.atLeast')} ${number}` : number,
    rule: textOf(params['rule']),
    model: textOf(params['model']),
    scope: scopeText(params, t),
    channel: textOf(params['channel']),
    reason: reasonText(params, t),
    coverage: percent(numberOf(params['coverage']), tag),
    missing: wholeNumber(numberOf(params['missing']), tag),
    free: byteSize(numberOf(params['freeBytes']), tag),
    total: byteSize(numberOf(params['totalBytes']), tag),
    part: partText(textOf(params['part']), t),
    queue: queueText(textOf(params['queue']), t),
    kind: t(`overview.kind.${kind}`),
  };
}

/** What to do about a finding. A camera's fault has its own advice. */
export function findingAction({ code, params }: AttentionFinding, t: Words['t']): string {
  if (code !== 'camera_not_measured' && code !== 'camera_doubtful') return t(`overview.action_of.${code}`);
  const state = params['state'] === 'degraded' ? 'degraded' : 'offline';
  const reason = reasons.find((each) => each === params['reason']);
  return t(attentionAction({ state, reason }));
}

/** What an example says beside its name; empty if it says nothing. */
export function exampleText({ params = {} }: FindingExample, { t, tag }: Speech): string {
  const { coverage, value, median, freeBytes, totalBytes } = params;
  if (coverage !== undefined)
    return t('overview.example.coverage', { coverage: percent(numberOf(coverage), tag) });
  if (value !== undefined) {
    const shown = { value: oneDecimal(numberOf(value), tag), median: oneDecimal(numberOf(median), tag) };
    return t('overview.example.level', shown);
  }
  if (freeBytes === undefined) return '';
  const size = { free: byteSize(numberOf(freeBytes), tag), total: byteSize(numberOf(totalBytes), tag) };
  return t('overview.example.disk', size);
}

function reasonText({ reason, state }: AttentionFinding['params'], t: Words['t']): string {
  const known = reasons.find((each) => each === reason);
  if (known) return t(`reason.${known}`);
  return t(`state.${cameraStates.find((each) => each === state) ?? 'offline'}`);
}

function scopeText({ scopeKind, scope }: AttentionFinding['params'], t: Words['t']): string {
  const kind = scopeKinds.find((each) => each === scopeKind);
  return kind ? t(`models.scope.${kind}`, { name: textOf(scope) }) : '';
}

function partText(name: string, t: Words['t']): string {
  const known = Object.entries(parts).find(([part]) => part === name)?.[1];
  return known ? t(`overview.part.${known}`) : name;
}

function queueText(name: string, t: Words['t']): string {
  const known = queues.find((each) => each === name);
  return known ? t(`overview.queue.${known}`) : name;
}

const textOf = (value: string | number | undefined): string => (value === undefined ? '' : String(value));
const numberOf = (value: string | number | undefined): number => (typeof value === 'number' ? value : 0);
