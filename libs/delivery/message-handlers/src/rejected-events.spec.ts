import { expect, it } from '@jest/globals';
import { FakeBusStorage, slot, start } from '@vialog/messaging/conformance';
import { RejectedEvents } from './rejected-events.ts';

it('stores a rejected event once as a dead letter, complete and with the reason', async () => {
  const storage = new FakeBusStorage();
  const rejectedEvents = new RejectedEvents(storage, { now: () => start, monotonic: () => 0 });
  await rejectedEvents.put([{ event: slot(1), why: 'out of retention' }]);
  await rejectedEvents.put([
    { event: slot(1), why: 'out of retention' },
    { event: slot(2), why: 'in the future' },
  ]);
  const kept = await storage.list(9);
  expect(kept.map(({ why, at }) => [why, at])).toEqual([
    ['in the future', start],
    ['out of retention', start],
  ]);
  expect(JSON.parse(kept[1]?.body ?? '')).toEqual(slot(1));
});
