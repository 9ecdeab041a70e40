export { afterBacklog } from './last-slots/after-backlog.ts';
export { answerLastSlots, askLastSlots, type EndsOf } from './last-slots/last-slots.ts';
export { NatsLeaseStore } from './leases/nats-lease-store.ts';
