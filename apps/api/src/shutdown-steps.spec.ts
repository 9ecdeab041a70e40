import { expect, test } from '@jest/globals';
import { shutdownSteps, type RunningParts } from './shutdown-steps.ts';

test('the printer and the map stay open until requests and scheduled reports have ended', async () => {
  const order: string[] = [];
  const note = (name: string) => () => Promise.resolve(void order.push(name));
  const [ending, unused] = [new AbortController(), new AbortController()];
  ending.signal.addEventListener('abort', () => order.push('ending'));
  unused.signal.addEventListener('abort', () => order.push('printer and map closed'));
  const closed = { close: note('closed') };
  const parts = {
    ending,
    unused,
    alerting: { stop: note('alerts ended') },
    scheduled: { stop: note('scheduled reports ended') },
    mirror: closed,
    healthRecorder: { flush: note('health written') },
    readers: closed,
    registry: closed,
    link: closed,
  } as unknown as RunningParts;
  const steps = shutdownSteps(parts);
  await steps.stopProducing?.();
  await note('requests ended')();
  await steps.releaseResources();
  const ended = ['ending', 'requests ended', 'alerts ended', 'scheduled reports ended'];
  expect(order.slice(0, 5)).toEqual([...ended, 'printer and map closed']);
  expect(order.slice(5).sort()).toEqual(['closed', 'closed', 'closed', 'closed', 'health written']);
});
