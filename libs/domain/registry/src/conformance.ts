export {
  aCounterComparison,
  accuracyCheckStoreConformance,
  aHandCount,
  type AccuracyChecksUnderTest,
} from './accuracy-check-store.conformance.ts';
export { InMemoryCounterComparisons, InMemoryHandCounts } from './accuracy-check-store.fake.ts';
export {
  aSetCount,
  setCountStoreConformance,
  type SetCountsUnderTest,
} from './set-count-store.conformance.ts';
export {
  aModelStep,
  modelBindingStoreConformance,
  type ModelBindingsUnderTest,
} from './model-bindings/model-binding-store.conformance.ts';
export { InMemorySetCounts } from './set-count-store.fake.ts';
export { registryReaderConformance, type ReaderUnderTest } from './registry-reader.conformance.ts';
export { registryStoreConformance, type RegistryStores } from './registry-store.conformance.ts';
export { InMemoryRegistry } from './in-memory-registry.fake.ts';
export {
  ManualClock,
  countingBytes,
  fakeRegistry,
  givenCamera,
  plainCamera,
  readableSealer,
  type FakeRegistry,
} from './fixed-registry.fake.ts';
export { InMemoryHealthHistory } from './health/health-history.fake.ts';
export {
  healthHistoryConformance,
  type HealthHistoryUnderTest,
} from './health/health-history.conformance.ts';
