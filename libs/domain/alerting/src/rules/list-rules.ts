import {
  dayMs,
  VialogError,
  type AlertRule,
  type AlertRulesResponse,
  type ListedRule,
} from '@vialog/contracts';
import { foldName } from '@vialog/registry';
import { watchRule } from '../evaluation/watch-rule.ts';
import type { AlertRulePorts } from './alert-rule-ports.ts';

/** All rules by name with the number of their alerts, so that a rule that fires too often is seen. */
export async function listRules(ports: Omit<AlertRulePorts, 'random'>): Promise<AlertRulesResponse> {
  const { alertRules, alerts, events } = ports;
  const now = events.clock.now();
  const [rules, lastDay, lastWeek] = await Promise.all([
    alertRules.list(),
    alerts.raisedSince(now - dayMs),
    alerts.raisedSince(now - 7 * dayMs),
  ]);
  const listed = rules.map(async (rule): Promise<ListedRule> => {
    const fired = { lastDay: lastDay.get(rule.ruleId) ?? 0, lastWeek: lastWeek.get(rule.ruleId) ?? 0 };
    return { ...rule, fired, ...(await watched(ports, rule)) };
  });
  const items = (await Promise.all(listed)).map((rule) => ({
    rule,
    key: `${foldName(rule.name)} ${rule.ruleId}`,
  }));
  return { items: items.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ rule }) => rule) };
}

/** The number of watched zones, or why the rule cannot be evaluated. */
async function watched(
  { events }: Pick<AlertRulePorts, 'events'>,
  rule: AlertRule,
): Promise<Pick<ListedRule, 'zones' | 'problem'>> {
  try {
    return { zones: (await watchRule(events, rule)).zones.size };
  } catch (error) {
    if (error instanceof VialogError) return { zones: 0, problem: error.message };
    throw error;
  }
}
