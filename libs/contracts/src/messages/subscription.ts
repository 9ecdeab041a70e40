/**
 * How a message handler subscribes. durable: name of a durable consumer, whose position survives restarts. ephemeral:
 * messages that arrive while it is subscribed; when it falls behind, the newest are dropped. With replayLast it first
 * receives the newest message of each key (`messageKey`), so that it starts with the current state.
 */
export type Subscription =
  | {
      readonly durable: string;
      /** Messages processed concurrently, number; default 1. */
      readonly concurrency?: number;
      /** Maximum number of deliveries before the message becomes a dead letter; default: only failures are limited. */
      readonly maxDeliveries?: number;
    }
  | { readonly ephemeral: true; readonly replayLast?: true };
