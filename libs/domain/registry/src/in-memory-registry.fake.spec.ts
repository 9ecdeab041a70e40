import { InMemoryRegistry } from './in-memory-registry.fake.ts';
import { registryStoreConformance } from './registry-store.conformance.ts';

registryStoreConformance('in memory', () => {
  const memory = new InMemoryRegistry();
  const close = () => Promise.resolve();
  return Promise.resolve({
    store: memory,
    directory: memory,
    sites: memory,
    reader: memory,
    marks: memory,
    close,
  });
});
