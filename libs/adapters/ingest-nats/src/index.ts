export { afterBacklogProcessed } from './last-slots/after-backlog.ts';
export { replyLastSlots, requestLastSlots, type LastSlotEndsLookup } from './last-slots/last-slots.ts';
export { NatsLeaseStore } from './leases/nats-lease-store.ts';
