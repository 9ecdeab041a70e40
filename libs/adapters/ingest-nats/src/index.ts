export { afterBacklogProcessed } from './last-slots/after-backlog.ts';
export { replyLastSlots, requestLastSlots, type LastSlotEndsLookup } from './last-slots/last-slots.ts';
export { NatsLeaseStore } from './leases/nats-lease-store.ts';
export { NatsIngestRequests } from './requests/nats-ingest-requests.ts';
export { replyIngestRequests, type ReplyIngestRequestsOptions } from './requests/reply-ingest-requests.ts';
