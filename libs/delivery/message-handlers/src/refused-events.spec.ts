import { expect, it } from '@jest/globals';
import { FakeBusMemory, slot, start } from '@vialog/messaging/conformance';
import { RefusedEvents } from './refused-events.ts';

it('a refused event is kept once, whole and with the reason, however often it comes', async () => {
  const memory = new FakeBusMemory();
  const letters = new RefusedEvents(memory, { now: () => start, monotonic: () => 0 });
  await letters.put([{ event: slot(1), why: 'out of retention' }]);
  await letters.put([
    { event: slot(1), why: 'out of retention' },
    { event: slot(2), why: 'in the future' },
  ]);
  const kept = await memory.deadLetters(9);
  expect(kept.map(({ why, at }) => [why, at])).toEqual([
    ['in the future', start],
    ['out of retention', start],
  ]);
  expect(JSON.parse(kept[1]?.body ?? '')).toEqual(slot(1));
});
