import { expect, test } from '@jest/globals';
import { runChecks } from './run-checks.ts';

test('checks run side by side and one that fails, throws at once or hangs does not hide the others', async () => {
  const results = await runChecks([
    { name: 'fine', check: () => Promise.resolve() },
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
    { name: 'fine', ok: true },
    { name: 'rejects', ok: false, detail: 'the disk is full' },
    { name: 'throws', ok: false, detail: 'no such table' },
    { name: 'hangs', ok: false, detail: 'no answer within 2000 ms' },
  ]);
});
