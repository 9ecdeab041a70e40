/** A message that is not delivered again, stored for operators. */
export interface DeadLetter {
  /** Two dead letters with the same key are one. */
  readonly key: string;
  readonly subject: string;
  /** Consumer whose handler rejected the message. */
  readonly consumer: string;
  /** Body of the message; JSON, unless it could not be parsed. */
  readonly body: string;
  readonly why: string;
  /** Time at which the message became a dead letter, epoch ms. */
  readonly at: number;
}

/** Stores dead letters. Its methods reject only when the storage is broken or unreachable. */
export interface DeadLetterStore {
  /** Resolves when all are stored. */
  store(deadLetters: readonly DeadLetter[]): Promise<void>;
  /** Newest first, `limit` at most. */
  list(limit: number): Promise<readonly DeadLetter[]>;
}
