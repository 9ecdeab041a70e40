export { InMemoryEventStore } from './event-store.fake.ts';
export { SetTimers } from './set-timers.fake.ts';
