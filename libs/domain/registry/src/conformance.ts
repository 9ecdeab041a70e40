export { registryFeedConformance, type FeedUnderTest } from './registry-feed.conformance.ts';
export { registryStoreConformance, type RegistryStores } from './registry-store.conformance.ts';
export { InMemoryRegistry } from './camera-store.fake.ts';
export {
  StandingClock,
  countingBytes,
  fakeRegistry,
  givenCamera,
  plainCamera,
  type FakeRegistry,
} from './fixed-registry.fake.ts';
