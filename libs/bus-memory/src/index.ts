export {
  MemoryBus,
  type MemoryBusOptions,
  type Published,
  type BusFigures,
  type Subscriber,
} from './memory-bus.ts';
export { MemoryStrategy, memoryTransport } from './memory-strategy.ts';
export { MessageMisfit } from './message-codec.ts';
export { type Outbox, type PutResult, type PendingMessage, type DeadLetter } from './outbox.port.ts';
export { MemoryOutbox } from './memory-outbox.ts';
export { OutboxDeadLetters } from './outbox-dead-letters.ts';
export { SqliteOutbox, type SqliteOutboxOptions } from './sqlite-outbox.ts';
export { usualPauses, type Pauses } from './pauses.ts';
