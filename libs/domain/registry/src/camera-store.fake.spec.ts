import { InMemoryRegistry } from './camera-store.fake.ts';
import { registryStoreConformance } from './registry-store.conformance.ts';

registryStoreConformance('in memory', () => {
  const memory = new InMemoryRegistry();
  const close = () => Promise.resolve();
  return Promise.resolve({ store: memory, directory: memory, sites: memory, feed: memory, close });
});
