export { leaseStoreConformance, type LeasesUnderTest } from './lease-store.conformance.ts';
export { InMemoryLeases } from './lease-store.fake.ts';
