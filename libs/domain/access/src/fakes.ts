export { InMemorySessions, InMemorySignInLinks } from './session-store.fake.ts';
