import type { MessageOf, Outcome, Subject, Subscription } from '@vialog/contracts';

/** taken: every durable subscriber will get it, over restarts too. full: nothing was taken; keep it and try again later. */
export type Published = { readonly kind: 'taken' } | { readonly kind: 'full'; readonly why: string };

/** What the bus knows of a delivery besides the message. */
export interface Delivery {
  /** W3C trace id of the message, 32 hex digits, where the bus carries one: the same whenever it is delivered or sent again. */
  readonly traceId?: string;
}

/** Handles one message; throws where the handler broke. */
export type Handle = (message: unknown, delivery: Delivery) => Promise<Outcome>;

/** A handler and how it subscribes. */
export interface Subscriber {
  readonly subject: Subject;
  readonly subscription: Subscription;
  readonly handle: Handle;
}

/**
 * Brings messages from whoever publishes them to their subscribers, in one process or between many. A durable
 * subscriber gets each message at least once; its handler must not mind getting one twice.
 */
export interface MessageBus {
  /**
   * Sends a message to all subscribers of its subject. Resolves when the bus has it; subscribers get it afterwards.
   * Throws MessageMisfit, and what broken infrastructure throws; want of room and a broker that is away are `full`.
   */
  publish<S extends Subject>(subject: S, message: MessageOf<S>): Promise<Published>;
  /** Begins to deliver, first what is pending from before. Once in the life of a bus. */
  attach(subscribers: readonly Subscriber[]): Promise<void>;
  /**
   * Finishes what is being handled, for `withinMs` at most. What is left, and what is published from now on, waits for
   * the next start.
   */
  close(withinMs: number): Promise<void>;
}
