export { leaseStoreConformance, type LeasesUnderTest } from './sharding/lease-store.conformance.ts';
export { InMemoryLeases } from './sharding/lease-store.fake.ts';
export {
  ingestRequestsConformance,
  testCamera,
  type IngestRequestsUnderTest,
} from './requests/ingest-requests.conformance.ts';
