import { expect, test } from '@jest/globals';
import { ReadinessWatch } from './readiness-watch.ts';

test('the readiness watch logs the reason of a failed check when it appears and omits it from the response', async () => {
  const log: string[] = [];
  const watch = new ReadinessWatch((line) => log.push(line));
  const failing = [
    { name: 'broker', check: () => Promise.reject(new Error('connection refused by 10.0.0.7')) },
  ];
  const passing = [{ name: 'broker', check: () => undefined }];
  for (const checks of [failing, failing, passing, failing]) await watch.check(checks);
  expect(log).toEqual(Array(2).fill('not ready: broker: connection refused by 10.0.0.7'));
  expect(await watch.check(failing)).toEqual({
    status: 'not ready',
    checks: [{ name: 'broker', ok: false }],
  });
  expect(await watch.check(passing)).toEqual({ status: 'ready', checks: [{ name: 'broker', ok: true }] });
});

test('a service stays ready when an optional check fails, and the failure is logged and listed', async () => {
  const log: string[] = [];
  const watch = new ReadinessWatch((line) => log.push(line));
  const optional = {
    name: 'broker',
    optional: true,
    check: () => Promise.reject(new Error('connection refused')),
  };
  const passing = { name: 'registry', check: () => undefined };
  for (let probe = 0; probe < 2; probe += 1)
    expect(await watch.check([passing, optional])).toEqual({
      status: 'ready',
      checks: [
        { name: 'registry', ok: true },
        { name: 'broker', ok: false },
      ],
    });
  expect(log).toEqual(['ready without broker: connection refused']);
  expect(await watch.check([{ ...optional, optional: false }, optional])).toMatchObject({
    status: 'not ready',
  });
});
