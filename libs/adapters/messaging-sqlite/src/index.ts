export { MemoryBus, type MemoryBusOptions, type BusFigures } from './memory-bus.ts';
export { type Outbox, type PutResult, type PendingMessage } from './outbox.port.ts';
export { MemoryOutbox } from './memory-outbox.ts';
export { SqliteOutbox, type SqliteOutboxOptions } from './sqlite-outbox.ts';
export { Ballast, type BallastOptions } from './ballast.ts';
