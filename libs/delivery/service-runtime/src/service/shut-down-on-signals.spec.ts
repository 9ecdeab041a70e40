import { EventEmitter, once } from 'node:events';
import { expect, test } from '@jest/globals';
import { shutDownOnSignals } from './shut-down-on-signals.ts';

test('exits with code 1 when the orderly shutdown exceeds its time limit', async () => {
  const target = new EventEmitter();
  const lines: string[] = [];
  const exited = once(target, 'exit');
  shutDownOnSignals(
    { enableShutdownHooks: (() => undefined) as never },
    { warn: (_fields, message) => lines.push(message) },
    {
      target: {
        once: (signal, handle) => target.once(signal, handle),
        exit: (code) => target.emit('exit', code),
      },
      limitMs: 5,
    },
  );
  const keepAlive = setInterval(() => undefined, 1_000);
  target.emit('SIGTERM');
  expect(await exited).toEqual([1]);
  clearInterval(keepAlive);
  expect(lines).toEqual([expect.stringContaining('exceeded its time limit')]);
});
