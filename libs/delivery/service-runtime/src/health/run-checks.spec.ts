import { expect, test } from '@jest/globals';
import { runChecks } from './run-checks.ts';

test('a check that rejects, throws or does not respond fails without affecting the other checks', async () => {
  const results = await runChecks([
    { name: 'passes', check: () => Promise.resolve() },
    { name: 'rejects', check: () => Promise.reject(new Error('the disk is full')) },
    {
      name: 'throws',
      check: () => {
        throw new Error('no such table');
      },
    },
    { name: 'hangs', check: () => new Promise<void>(() => undefined) },
  ]);
  expect(results).toEqual([
    { name: 'passes', ok: true },
    { name: 'rejects', ok: false, detail: 'the disk is full' },
    { name: 'throws', ok: false, detail: 'no such table' },
    { name: 'hangs', ok: false, detail: 'no response within 2000 ms' },
  ]);
});
