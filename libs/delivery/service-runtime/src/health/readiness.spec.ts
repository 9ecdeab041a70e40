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

test('what the service can go on without is told of and shown, and it stays ready', async () => {
  const told: string[] = [];
  const watch = new ReadinessWatch((line) => told.push(line));
  const away = { name: 'broker', optional: true, check: () => Promise.reject(new Error('it is away')) };
  const well = { name: 'registry', check: () => undefined };
  for (let look = 0; look < 2; look += 1)
    expect(await watch.look([well, away])).toEqual({
      status: 'ready',
      checks: [
        { name: 'registry', ok: true },
        { name: 'broker', ok: false },
      ],
    });
  expect(told).toEqual(['goes on without broker: it is away']);
  expect(await watch.look([{ ...away, optional: false }, away])).toMatchObject({ status: 'not ready' });
});
