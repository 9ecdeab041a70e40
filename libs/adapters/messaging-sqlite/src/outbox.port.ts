import type { DeadLetter, DeadLetterStore } from '@vialog/messaging';

/** A message that is still to be dealt with by one durable subscriber. */
export interface PendingMessage {
  /** Counts up with every message put, over restarts too. */
  readonly id: number;
  /** Failed deliveries so far, number. */
  readonly deliveries: number;
}

/** full: nothing was kept, because there is no room; keep it yourself and try again later. */
export type PutResult =
  { readonly kind: 'stored'; readonly id: number } | { readonly kind: 'full'; readonly why: string };

/**
 * Where messages wait until every durable subscriber of their subject has dealt with them. One owner at a time.
 * Methods reject only when the outbox is broken; want of room is an answer.
 */
export interface Outbox extends DeadLetterStore {
  /**
   * Declares the durable subscribers. Those seen for the first time get every message still kept of their subject;
   * those of earlier runs keep what they had. Messages nobody waits for are removed. Returns the names of durables that
   * have messages waiting but were not declared: their messages stay.
   */
  register(
    durables: readonly { readonly name: string; readonly subject: string }[],
  ): Promise<readonly string[]>;
  /** Resolves when the message is kept. Before `register`, a message of an unknown subject is kept too. */
  put(subject: string, body: string): Promise<PutResult>;
  /** What a durable still has to deal with, oldest first. */
  pending(durable: string): Promise<readonly PendingMessage[]>;
  /** Body of a message; undefined where it is gone. */
  read(id: number): Promise<string | undefined>;
  /** Dealt with. May become durable a little later: after a crash the message may come again. */
  settle(durable: string, id: number): void;
  /** One delivery failed. */
  failed(durable: string, id: number): void;
  /** Keeps dead letters. With `settles`, in the same step the message is dealt with for that durable. */
  bury(
    letters: readonly DeadLetter[],
    settles?: { readonly durable: string; readonly id: number },
  ): Promise<void>;
  /** Messages kept, number. */
  readonly size: number;
  close(): Promise<void>;
}
