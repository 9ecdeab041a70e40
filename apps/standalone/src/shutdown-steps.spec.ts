import { expect, test } from '@jest/globals';
import { shutdownSteps, type RunningParts } from './shutdown-steps.ts';

test('the printer and the map stay open until requests and scheduled reports have ended', async () => {
  const order: string[] = [];
  const note = (name: string) => () => Promise.resolve(void order.push(name));
  const [ending, unused] = [new AbortController(), new AbortController()];
  ending.signal.addEventListener('abort', () => order.push('ending'));
  unused.signal.addEventListener('abort', () => order.push('printer and map closed'));
  const parts = {
    ending,
    unused,
    ingest: { stop: note('capture stopped') },
    alerting: { stop: note('alerts ended') },
    scheduled: { stop: note('scheduled reports ended') },
  } as unknown as RunningParts;
  const steps = shutdownSteps(parts, note('stores closed'));
  await steps.stopProducing?.();
  await note('requests ended')();
  await steps.releaseResources();
  expect(order).toEqual([
    'ending',
    'capture stopped',
    'requests ended',
    'alerts ended',
    'scheduled reports ended',
    'printer and map closed',
    'stores closed',
  ]);
});
