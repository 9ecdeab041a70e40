/** A message given up, for people to look at. */
export interface DeadLetter {
  /** The same key again is the same dead letter. */
  readonly key: string;
  readonly subject: string;
  readonly durable: string;
  /** JSON, as far as it could be read. */
  readonly body: string;
  readonly why: string;
  /** When it was given up, epoch ms. */
  readonly at: number;
}

/** Where messages go that are given up. Rejects only when it is broken or away. */
export interface DeadLetterStore {
  /** Resolves when all are kept. */
  bury(letters: readonly DeadLetter[]): Promise<void>;
  /** Newest first, `limit` at most. */
  deadLetters(limit: number): Promise<readonly DeadLetter[]>;
}
