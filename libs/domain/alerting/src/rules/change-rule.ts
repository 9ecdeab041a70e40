import { epochOf, isoOf, VialogError, type AlertRule, type AlertRulePatch } from '@vialog/contracts';
import type { EventPorts } from '@vialog/events';
import { watchRule } from '../evaluation/watch-rule.ts';
import type { AlertRulePorts } from './alert-rule-ports.ts';

/** Fields that do not change what is evaluated. */
const descriptive = new Set(['name', 'mutedUntilAt']);

/**
 * Changes a rule. If its settings change, its open alerts are closed and slots are evaluated from now on. A patch is applied
 * again if another one was stored meanwhile, so that neither is lost.
 * @throws {VialogError} RULE_NOT_FOUND; QUERY_SYNTAX, QUERY_UNKNOWN_NAME or VALIDATION_FAILED as `createRule`
 */
export async function changeRule(
  { alertRules, events }: Pick<AlertRulePorts, 'alertRules' | 'events'>,
  ruleId: string,
  patch: AlertRulePatch,
): Promise<AlertRule> {
  for (;;) {
    const before = await alertRules.byId(ruleId);
    if (!before) throw new VialogError('RULE_NOT_FOUND');
    const after = await patched(events, before, patch);
    if (await alertRules.replace(before, after)) return after;
  }
}

async function patched(events: EventPorts, before: AlertRule, patch: AlertRulePatch): Promise<AlertRule> {
  const now = isoOf(events.clock.now());
  const { mutedUntilAt, ...settings } = patch;
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  const isNew = given.some(
    ([name, value]) =>
      !descriptive.has(name) && JSON.stringify(value) !== JSON.stringify(before[name as keyof AlertRule]),
  );
  const changed: AlertRule = {
    ...before,
    ...(Object.fromEntries(given) as Partial<AlertRule>),
    ...(isNew && { revision: before.revision + 1, watchedFromAt: now }),
    changedAt: now,
  };
  if (isNew) await watchRule(events, changed);
  return withMute(changed, mutedUntilAt);
}

function withMute(rule: AlertRule, mutedUntilAt: string | null | undefined): AlertRule {
  if (mutedUntilAt === undefined) return rule;
  if (mutedUntilAt !== null) return { ...rule, mutedUntilAt: isoOf(epochOf(mutedUntilAt)) };
  return Object.fromEntries(Object.entries(rule).filter(([name]) => name !== 'mutedUntilAt')) as AlertRule;
}
