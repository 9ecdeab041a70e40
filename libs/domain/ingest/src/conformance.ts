export { leaseStoreConformance, type LeasesUnderTest } from './sharding/lease-store.conformance.ts';
export { InMemoryLeases } from './sharding/lease-store.fake.ts';
