import type { MessageOf, Outcome, Subject, Subscription } from '@vialog/contracts';

/**
 * accepted: the bus has stored the message for every durable subscriber, across restarts. full: the bus did not accept it;
 * keep it and retry later.
 */
export type Published = { readonly kind: 'accepted' } | { readonly kind: 'full'; readonly why: string };

/** Metadata of a delivery. */
export interface Delivery {
  /** W3C trace id of the message, 32 hex digits, if the bus transports one. Redeliveries have the same trace id. */
  readonly traceId?: string;
}

/** Handles one message. When it throws, the message is delivered again. */
export type MessageHandler = (message: unknown, delivery: Delivery) => Promise<Outcome>;

/** A handler and its subscription. */
export interface Subscriber {
  readonly subject: Subject;
  readonly subscription: Subscription;
  readonly handle: MessageHandler;
}

/**
 * Delivers messages from publishers to subscribers, in one process or between processes. A durable subscriber receives
 * each message at least once; its handler is idempotent.
 */
export interface MessageBus {
  /**
   * Sends a message to all subscribers of its subject. Resolves when the bus has stored it; delivery follows. When the
   * bus has no space left or the broker is unreachable, the reply is `full`.
   *
   * @throws {InvalidMessageError} when the message does not match the schema of its subject.
   * @throws {MessageTooLargeError} when the message exceeds the size limit of the bus.
   * @throws {Error} when the storage of the bus is broken.
   */
  publish<S extends Subject>(subject: S, message: MessageOf<S>): Promise<Published>;
  /**
   * Starts deliveries, first of messages that are pending from an earlier run.
   *
   * @throws {Error} when the bus was attached before.
   */
  attach(subscribers: readonly Subscriber[]): Promise<void>;
  /**
   * Completes the messages in progress, for `withinMs` at most. Other messages, and messages published from now on, are
   * delivered after the next start.
   */
  close(withinMs: number): Promise<void>;
}
