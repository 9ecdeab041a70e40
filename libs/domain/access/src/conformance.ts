export { sessionStoreConformance, type SessionStores } from './session-store.conformance.ts';
export { kioskLinkStoreConformance, type KioskLinkStores } from './kiosk-link-store.conformance.ts';
