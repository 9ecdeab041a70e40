import { leaseStoreConformance } from './lease-store.conformance.ts';
import { InMemoryLeases } from './lease-store.fake.ts';

leaseStoreConformance('in memory', () => {
  let now = 0;
  return Promise.resolve({
    store: new InMemoryLeases(() => now),
    passTerm: () => {
      now += 10_000;
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  });
});
