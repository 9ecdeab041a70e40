/**
 * How a message handler wants its subject. durable: the bus remembers under this name what was dealt with, over
 * restarts too. ephemeral: what comes while it listens, nothing kept; the newest is dropped while it is behind. With
 * replayLast it first gets the newest message of each key (keyOf), so that it knows how things are when it begins.
 */
export type Subscription =
  | {
      readonly durable: string;
      /** Messages handled at the same time, number; 1 if left out. */
      readonly concurrency?: number;
      /** Deliveries after which a message is given up as a dead letter, number; only failures are limited if left out. */
      readonly maxDeliveries?: number;
    }
  | { readonly ephemeral: true; readonly replayLast?: true };
