import type { DeadLetter, DeadLetterStore } from '@vialog/messaging';

/** A message that a consumer has not acknowledged. */
export interface PendingMessage {
  /** Increases with every stored message, across restarts. */
  readonly id: number;
  /** Deliveries whose handler failed, number. */
  readonly failures: number;
}

/** full: nothing was stored because the outbox has no space left; keep the message and retry later. */
export type PutResult =
  { readonly kind: 'stored'; readonly id: number } | { readonly kind: 'full'; readonly why: string };

/** A durable consumer and the subject it reads. */
export interface OutboxConsumerName {
  readonly name: string;
  readonly subject: string;
}

/**
 * Stores messages until every durable consumer of their subject has acknowledged them. One process owns it at a time.
 * Methods reject only when the outbox is broken; a full outbox is a result.
 */
export interface Outbox extends DeadLetterStore {
  /**
   * Declares the durable consumers. A new consumer gets every stored message of its subject; a known one keeps its pending
   * messages. Messages that no consumer waits for are deleted. Returns the names of consumers that have pending messages
   * but were not declared: their messages are kept.
   */
  register(consumers: readonly OutboxConsumerName[]): Promise<readonly string[]>;
  /** Resolves when the message is stored. Before `register`, messages of all subjects are stored. */
  put(subject: string, body: string): Promise<PutResult>;
  /** Unacknowledged messages of a consumer, oldest first. */
  pending(consumer: string): Promise<readonly PendingMessage[]>;
  /** Body of a message. undefined: it is deleted. */
  read(id: number): Promise<string | undefined>;
  /** Acknowledges a message. It is written with a short delay: after a crash the message can be delivered again. */
  ack(consumer: string, id: number): void;
  /** Counts a delivery whose handler failed. */
  recordFailure(consumer: string, id: number): void;
  /** Stores dead letters. With `acked`, the message is acknowledged for that consumer in the same transaction. */
  store(
    deadLetters: readonly DeadLetter[],
    acked?: { readonly consumer: string; readonly id: number },
  ): Promise<void>;
  /** Stored messages, number. */
  readonly size: number;
  close(): Promise<void>;
}
