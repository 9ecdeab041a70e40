import { InMemoryRegistry } from '../in-memory-registry.fake.ts';
import { modelBindingStoreConformance } from './model-binding-store.conformance.ts';

modelBindingStoreConformance('in memory', () => {
  const memory = new InMemoryRegistry();
  const { modelBindings } = memory;
  const close = () => Promise.resolve();
  return Promise.resolve({ store: memory, directory: memory, modelBindings, close });
});
