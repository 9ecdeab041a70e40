import type { BusPlace } from './bus-place.fixture.ts';
import { FakeBus, FakeBusMemory } from './message-bus.fake.ts';

/** A place whose buses share one memory. */
export function fakeBusPlace(): Promise<BusPlace> {
  const memory = new FakeBusMemory();
  return Promise.resolve({
    openBus: () => Promise.resolve(new FakeBus({ memory, pauses: { shortestMs: 5, longestMs: 200 } })),
    crash: (bus) => bus.close(0),
    put: (subject, body) => Promise.resolve(void memory.put(subject, body)),
    waiting: (durable) => Promise.resolve(memory.waiting(durable, 'vialog.v1.counts').length),
    deadLetters: () => memory.deadLetters(100),
    remove: () => Promise.resolve(),
  });
}
