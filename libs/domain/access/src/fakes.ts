export { InMemorySessions, InMemorySignInLinks } from './session-store.fake.ts';
export { InMemoryKioskLinks } from './kiosk-link-store.fake.ts';
