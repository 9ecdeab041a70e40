import type { AlertRuleInput } from '@vialog/contracts';
import { parseNumber } from '../../forms/number-text.ts';

/** A rule as it is typed: times in minutes, as text. */
export interface RuleDraft {
  readonly name: string;
  readonly q: string;
  readonly minDuration: string;
  readonly clearAfter: string;
  readonly hysteresis: string;
  readonly cooldown: string;
  readonly isTimed: boolean;
  readonly days: readonly WeekdayName[];
  readonly from: string;
  readonly to: string;
  readonly groupBy: AlertRuleInput['groupBy'];
  readonly onMissing: AlertRuleInput['onMissing'];
  readonly isOn: boolean;
}

/** What the fields of a form need: the draft, and a function that changes some of its values. */
export interface DraftProps {
  readonly draft: RuleDraft;
  readonly change: (fields: Partial<RuleDraft>) => void;
}

export type WeekdayName = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
export const weekdayNames: readonly WeekdayName[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
export const groupings = ['zone', 'camera', 'site', 'all'] as const;
export const missingMeanings = ['hold', 'clear', 'raise'] as const;

/** Ranges of the numbers; times in minutes. */
export const ranges = {
  minDuration: [0, 1440],
  clearAfter: [0, 1440],
  hysteresis: [0, 100_000],
  cooldown: [0, 10_080],
} as const;
export type NumberName = keyof typeof ranges;

/** Settings that avoid most repeated alerts: two minutes to raise and to clear, half an hour of cool-down. */
export const newDraft = (q: string): RuleDraft => ({
  name: '',
  q,
  minDuration: '2',
  clearAfter: '2',
  hysteresis: '0',
  cooldown: '30',
  isTimed: false,
  days: weekdayNames,
  from: '07:00',
  to: '19:00',
  groupBy: 'camera',
  onMissing: 'hold',
  isOn: true,
});

export function draftOf(rule: AlertRuleInput): RuleDraft {
  const minutes = (ms: number) => String(ms / 60_000);
  return {
    name: rule.name,
    q: rule.q,
    minDuration: minutes(rule.minDurationMs),
    clearAfter: minutes(rule.clearAfterMs),
    hysteresis: String(rule.hysteresis),
    cooldown: minutes(rule.cooldownMs),
    isTimed: rule.schedule !== null,
    days: rule.schedule?.days ?? weekdayNames,
    from: rule.schedule?.from ?? '07:00',
    to: rule.schedule?.to ?? '19:00',
    groupBy: rule.groupBy,
    onMissing: rule.onMissing,
    isOn: rule.isOn,
  };
}

/** The rule to send. A number that cannot be read is sent as −1, which the server rejects with its field. */
export function ruleOf(draft: RuleDraft): AlertRuleInput {
  const number = (text: string) => parseNumber(text) ?? -1;
  const ms = (text: string) => Math.round(number(text) * 60) * 1000;
  const { name, q, groupBy, onMissing, isOn, isTimed, days, from, to } = draft;
  return {
    name,
    q,
    minDurationMs: ms(draft.minDuration),
    clearAfterMs: ms(draft.clearAfter),
    hysteresis: number(draft.hysteresis),
    cooldownMs: ms(draft.cooldown),
    schedule: isTimed ? { days: [...days], from, to } : null,
    groupBy,
    onMissing,
    isOn,
  };
}
