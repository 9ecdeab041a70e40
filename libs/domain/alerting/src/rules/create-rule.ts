import { isoOf, maxAlertRules, VialogError, type AlertRule, type AlertRuleInput } from '@vialog/contracts';
import { newId } from '@vialog/registry';
import { watchRule } from '../evaluation/watch-rule.ts';
import type { AlertRulePorts } from './alert-rule-ports.ts';

/**
 * Creates a rule. It evaluates slots that start from now on.
 * @throws {VialogError} QUERY_SYNTAX, QUERY_UNKNOWN_NAME; VALIDATION_FAILED when the rule watches too many zones, its hysteresis
 *   is ambiguous, or there are too many rules
 */
export async function createRule(
  { alertRules, events, random }: Omit<AlertRulePorts, 'alerts'>,
  { input, createdBy }: { readonly input: AlertRuleInput; readonly createdBy: string },
): Promise<AlertRule> {
  const now = isoOf(events.clock.now());
  const rule: AlertRule = {
    ruleId: newId(random),
    ...input,
    revision: 1,
    watchedFromAt: now,
    createdBy,
    createdAt: now,
    changedAt: now,
  };
  await watchRule(events, rule);
  if ((await alertRules.list()).length >= maxAlertRules)
    throw new VialogError(
      'VALIDATION_FAILED',
      `There are ${maxAlertRules} rules already; expected fewer. Delete some that are not used.`,
    );
  await alertRules.add(rule);
  return rule;
}
