import { modelStoreConformance } from './model-store.conformance.ts';
import { InMemoryModelStore } from './model-store.fake.ts';

modelStoreConformance('in memory', (packages) => Promise.resolve(new InMemoryModelStore(packages)));
