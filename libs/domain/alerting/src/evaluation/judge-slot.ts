import type { CountEvent } from '@vialog/contracts';
import { matches } from '@vialog/events';
import { isScheduled } from './schedule.ts';
import type { Finding } from './step-zone.ts';
import type { RuleWatch } from './watch-rule.ts';

/** What a slot says about the condition of a rule; `record` is undefined where the store has none. */
export function judgeSlot(
  { rule, holds, keeps, observesGaps }: RuleWatch,
  {
    start,
    timeZone,
    record,
  }: { readonly start: number; readonly timeZone: string; readonly record: CountEvent | undefined },
): Finding {
  if (!isScheduled(rule.schedule, start, timeZone)) return { kind: 'unwatched' };
  if (!record || (record.kind === 'gap' && !observesGaps)) return { kind: 'missing' };
  return { kind: 'known', holds: matches(record, holds), keeps: matches(record, keeps) };
}
