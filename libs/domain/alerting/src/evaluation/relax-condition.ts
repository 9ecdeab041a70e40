import type { Condition, NumberField } from '@vialog/events';

type NumberCondition = Extract<Condition, { kind: 'number' }>;

/**
 * The condition that keeps an alert open: each limit is moved by the hysteresis so that the condition holds longer. Under
 * `not` it is moved the other way; equality has no hysteresis. Occupancy is a ratio, its hysteresis is in percent points.
 */
export function relaxCondition(condition: Condition, hysteresis: number, negated = false): Condition {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return { ...condition, of: condition.of.map((part) => relaxCondition(part, hysteresis, negated)) };
    case 'not':
      return { ...condition, of: relaxCondition(condition.of, hysteresis, !negated) };
    case 'number':
      return relaxNumber(condition, hysteresis, negated);
    default:
      return condition;
  }
}

function relaxNumber(condition: NumberCondition, hysteresis: number, negated: boolean): NumberCondition {
  const { field, op, value } = condition;
  if (op === '=') return condition;
  const distance = field === 'occupancy' ? hysteresis / 100 : hysteresis;
  const isLowerLimit = op.startsWith('>') !== negated;
  // Rounded, because 0.9 − 0.05 is 0.8500000000000001.
  return { ...condition, value: Math.round((value + (isLowerLimit ? -distance : distance)) * 1e9) / 1e9 };
}

/** The numbers that a condition compares. */
export function comparedFields(condition: Condition): ReadonlySet<NumberField> {
  if (condition.kind === 'and' || condition.kind === 'or')
    return new Set(condition.of.flatMap((part) => [...comparedFields(part)]));
  if (condition.kind === 'not') return comparedFields(condition.of);
  return new Set(condition.kind === 'number' ? [condition.field] : []);
}

/** Whether a condition is about gaps: then a gap record is an observation, and not a missing one. */
export function observesGaps(condition: Condition): boolean {
  if (condition.kind === 'and' || condition.kind === 'or') return condition.of.some(observesGaps);
  if (condition.kind === 'not') return observesGaps(condition.of);
  return condition.kind === 'reason' || (condition.kind === 'eventKind' && condition.eventKind === 'gap');
}
