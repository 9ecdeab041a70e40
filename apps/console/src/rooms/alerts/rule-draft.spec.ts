import { expect, test } from '@jest/globals';
import { alertRuleInput } from '@vialog/contracts';
import { draftOf, newDraft, ruleOf } from './rule-draft.ts';

test('a typed rule is sent in milliseconds and read back as it was typed', () => {
  const draft = {
    ...newDraft('car>=10'),
    name: 'Busy',
    minDuration: '1.5',
    isTimed: true,
    days: ['mon' as const],
  };
  const rule = ruleOf(draft);
  expect(rule).toMatchObject({ minDurationMs: 90_000, cooldownMs: 1_800_000, schedule: { days: ['mon'] } });
  expect(alertRuleInput.safeParse(rule).success).toBe(true);
  expect(draftOf(rule)).toEqual(draft);
});

test('a number that cannot be read is rejected by the schema with its field', () => {
  const checked = alertRuleInput.safeParse(ruleOf({ ...newDraft('car>=10'), name: 'Busy', cooldown: 'x' }));
  expect(checked.error?.issues[0]?.path).toEqual(['cooldownMs']);
});
