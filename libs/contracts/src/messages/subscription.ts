/**
 * How a message handler receives the messages of its subject.
 *
 * - `durable`: the bus stores under the name of the consumer which messages are acknowledged, across restarts.
 * - `ephemeral`: the handler receives the messages published while it listens. Nothing is stored; while the handler is
 *   slower than the publishers, the newest messages are dropped. With `replayLast` it first receives the last message of
 *   each key (`keyOf`).
 */
export type Subscription =
  | {
      readonly kind: 'durable';
      readonly consumer: string;
      /** Messages handled at the same time. Default 1. */
      readonly concurrency?: number;
      /** Deliveries before a message becomes a dead letter. Default: only failures are limited. */
      readonly maxDeliveries?: number;
    }
  | { readonly kind: 'ephemeral'; readonly replayLast?: boolean };
