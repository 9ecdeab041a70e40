import { kioskLinkStoreConformance } from './kiosk-link-store.conformance.ts';
import { InMemoryKioskLinks } from './kiosk-link-store.fake.ts';

kioskLinkStoreConformance('in memory', () =>
  Promise.resolve({ kioskLinks: new InMemoryKioskLinks(), close: () => Promise.resolve() }),
);
