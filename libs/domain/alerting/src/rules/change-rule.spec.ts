import { expect, test } from '@jest/globals';
import { aWatchedCamera, RuleWorld } from '../evaluation/rule-world.fixture.ts';
import { changeRule } from './change-rule.ts';

test('of two changes of an alert rule at once, neither is lost', async () => {
  const world = new RuleWorld([aWatchedCamera(1)]);
  const { ruleId, revision } = await world.rule({ q: 'car>=10' });
  const ports = { alertRules: world.alertRules, events: world.ports };
  const mutedUntilAt = '2026-04-01T10:00:00.000Z';
  await Promise.all([
    changeRule(ports, ruleId, { q: 'car>=11' }),
    changeRule(ports, ruleId, { mutedUntilAt }),
    changeRule(ports, ruleId, { cooldownMs: 60_000 }),
  ]);
  const changes = { q: 'car>=11', mutedUntilAt, cooldownMs: 60_000, revision: revision + 2 };
  expect(await world.alertRules.byId(ruleId)).toMatchObject(changes);
});
