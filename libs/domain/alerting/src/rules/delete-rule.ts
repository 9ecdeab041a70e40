import { VialogError } from '@vialog/contracts';
import type { AlertRuleStore } from './alert-rule-store.port.ts';

/**
 * Deletes a rule. Its alerts stay; open ones are closed by the next evaluation.
 * @throws {VialogError} RULE_NOT_FOUND
 */
export async function deleteRule(alertRules: Pick<AlertRuleStore, 'remove'>, ruleId: string): Promise<void> {
  if (!(await alertRules.remove(ruleId))) throw new VialogError('RULE_NOT_FOUND');
}
