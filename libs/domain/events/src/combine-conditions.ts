import type { Condition } from './event-query.ts';

export const all: Condition = { kind: 'all' };
export const none: Condition = { kind: 'none' };

/** The conjunction of conditions: flattened, without `all`; `none` where one of them is `none`. */
export function allOf(conditions: readonly Condition[]): Condition {
  const parts = conditions
    .flatMap((part) => (part.kind === 'and' ? part.of : [part]))
    .filter((part) => part.kind !== 'all');
  if (parts.some((part) => part.kind === 'none')) return none;
  const [only = all] = parts;
  return parts.length < 2 ? only : { kind: 'and', of: parts };
}

/** The disjunction of conditions: flattened, without `none`; `all` where one of them is `all`. */
export function anyOf(conditions: readonly Condition[]): Condition {
  const parts = conditions
    .flatMap((part) => (part.kind === 'or' ? part.of : [part]))
    .filter((part) => part.kind !== 'none');
  if (parts.some((part) => part.kind === 'all')) return all;
  const [only = none] = parts;
  return parts.length < 2 ? only : { kind: 'or', of: parts };
}

export function negate(condition: Condition): Condition {
  if (condition.kind === 'all') return none;
  if (condition.kind === 'none') return all;
  return condition.kind === 'not' ? condition.of : { kind: 'not', of: condition };
}
