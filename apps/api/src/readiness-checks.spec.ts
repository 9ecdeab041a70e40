import { expect, test } from '@jest/globals';
import { ReadinessWatch } from '@vialog/service-runtime';
import { readinessChecks } from './readiness-checks.ts';

const healthy = { check: () => Promise.resolve() };
const broken = { check: () => Promise.reject(new Error('it is unavailable')) };

test.each([
  ['the broker', 'ready', { registry: healthy, readers: healthy, link: { connected: false } }, 'broker'],
  [
    'the event store',
    'not ready',
    { registry: healthy, readers: broken, link: { connected: true } },
    'event store',
  ],
  [
    'the registry',
    'not ready',
    { registry: broken, readers: healthy, link: { connected: true } },
    'registry',
  ],
])('an API without %s is %s and names the missing part', async (_, status, parts, missing) => {
  const readiness = await new ReadinessWatch(() => undefined).check(readinessChecks(parts));
  expect(readiness.status).toBe(status);
  expect(readiness.checks.filter(({ ok }) => !ok)).toEqual([{ name: missing, ok: false }]);
});
