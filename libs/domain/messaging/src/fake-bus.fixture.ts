import type { BusUnderTest } from './bus-under-test.fixture.ts';
import { FakeBus, FakeBusStorage } from './message-bus.fake.ts';

/** Fake buses that share one storage. */
export function fakeBusUnderTest(): Promise<BusUnderTest> {
  const storage = new FakeBusStorage();
  return Promise.resolve({
    openBus: () => Promise.resolve(new FakeBus({ storage, redelivery: { minMs: 5, maxMs: 200 } })),
    crash: (bus) => bus.close(0),
    put: (subject, body) => Promise.resolve(void storage.put(subject, body)),
    pending: (consumer) => Promise.resolve(storage.pending(consumer, 'vialog.v1.counts').length),
    deadLetters: () => storage.list(100),
    remove: () => Promise.resolve(),
  });
}
