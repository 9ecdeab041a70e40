export { InProcessBus, type InProcessBusOptions, type InProcessBusStats } from './in-process-bus.ts';
export { type Outbox, type PendingMessage, type PutResult } from './outbox.port.ts';
export { SqliteOutbox, type SqliteOutboxOptions } from './sqlite-outbox.ts';
export { ReservedSpace, type ReservedSpaceOptions } from './reserved-space.ts';
