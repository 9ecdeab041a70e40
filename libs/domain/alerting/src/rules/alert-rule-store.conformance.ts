import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { AlertRule } from '@vialog/contracts';
import type { AlertRuleStore } from './alert-rule-store.port.ts';

export interface AlertRulesUnderTest {
  readonly alertRules: AlertRuleStore;
  close(): Promise<void>;
}

/** Tests for every store of alert rules. */
export function alertRuleStoreConformance(name: string, open: () => Promise<AlertRulesUnderTest>): void {
  describe(`alert rules: ${name}`, () => {
    let opened: AlertRulesUnderTest;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    test('alert rules are listed in the order of their creation, replaced and removed', async () => {
      const { alertRules } = opened;
      const [early, late] = [
        anAlertRule('b', { createdAt: '2026-03-02T08:00:00.000Z' }),
        anAlertRule('a', { createdAt: '2026-03-02T09:00:00.000Z', schedule: null }),
      ];
      for (const rule of [late, early]) await alertRules.add(rule);
      expect(await alertRules.list()).toEqual([early, late]);
      const changed = { ...early, name: '满位', revision: 2, mutedUntilAt: '2026-03-03T08:00:00.000Z' };
      expect(await alertRules.replace(early, changed)).toBe(true);
      expect(await alertRules.byId(early.ruleId)).toEqual(changed);
      const unknown = anAlertRule('c');
      expect(await alertRules.replace(unknown, unknown)).toBe(false);
      expect(await alertRules.remove(late.ruleId)).toBe(true);
      expect(await alertRules.remove(late.ruleId)).toBe(false);
      expect(await alertRules.list()).toEqual([changed]);
      expect(await alertRules.byId(late.ruleId)).toBeUndefined();
    });

    test('of two changes of the same alert rule at once, the second one is not stored', async () => {
      const { alertRules } = opened;
      const rule = anAlertRule('a');
      await alertRules.add(rule);
      const [renamed, muted] = [
        { ...rule, name: 'Full' },
        { ...rule, mutedUntilAt: '2026-03-03T08:00:00.000Z' },
      ];
      expect(await Promise.all([alertRules.replace(rule, renamed), alertRules.replace(rule, muted)])).toEqual(
        [true, false],
      );
      expect(await alertRules.list()).toEqual([renamed]);
    });
  });
}

export function anAlertRule(id: string, changes: Partial<AlertRule> = {}): AlertRule {
  return {
    ruleId: id.padStart(12, '0'),
    name: `Rule ${id}`,
    q: 'car>=10',
    minDurationMs: 0,
    clearAfterMs: 0,
    hysteresis: 0,
    cooldownMs: 0,
    schedule: { days: ['mon', 'fri'], from: '07:00', to: '19:00' },
    groupBy: 'zone',
    onMissing: 'hold',
    isOn: true,
    revision: 1,
    watchedFromAt: '2026-03-02T08:00:00.000Z',
    createdBy: 'administrator',
    createdAt: '2026-03-02T08:00:00.000Z',
    changedAt: '2026-03-02T08:00:00.000Z',
    ...changes,
  };
}
