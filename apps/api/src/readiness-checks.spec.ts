import { expect, test } from '@jest/globals';
import { ReadinessWatch } from '@vialog/service-runtime';
import { readinessChecks } from './readiness-checks.ts';

const well = { check: () => Promise.resolve() };
const broken = { check: () => Promise.reject(new Error('it is away')) };

test.each([
  ['the broker', 'ready', { registry: well, readers: well, link: { connected: false } }, 'broker'],
  [
    'the event store',
    'not ready',
    { registry: well, readers: broken, link: { connected: true } },
    'event store',
  ],
  ['the registry', 'not ready', { registry: broken, readers: well, link: { connected: true } }, 'registry'],
])('without %s an API is %s, and says what is missing', async (_, status, lookedAt, missing) => {
  const readiness = await new ReadinessWatch(() => undefined).look(readinessChecks(lookedAt));
  expect(readiness.status).toBe(status);
  expect(readiness.checks.filter(({ ok }) => !ok)).toEqual([{ name: missing, ok: false }]);
});
