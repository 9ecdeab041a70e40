import { expect, test } from '@jest/globals';
import { ReadinessWatch } from './readiness.ts';

test('a reason is told when it is new, kept from the answer, and told again when it comes back', async () => {
  const told: string[] = [];
  const watch = new ReadinessWatch((line) => told.push(line));
  const broken = [{ name: 'broker', check: () => Promise.reject(new Error('10.0.0.7 is away')) }];
  const well = [{ name: 'broker', check: () => undefined }];
  for (const checks of [broken, broken, well, broken]) await watch.look(checks);
  expect(told).toEqual(Array(2).fill('not ready: broker: 10.0.0.7 is away'));
  expect(await watch.look(broken)).toEqual({
    status: 'not ready',
    checks: [{ name: 'broker', ok: false }],
  });
  expect(await watch.look(well)).toEqual({ status: 'ready', checks: [{ name: 'broker', ok: true }] });
});
