export { sessionStoreConformance, type SessionStores } from './session-store.conformance.ts';
