/** A sentence of the server. Health, warnings and faults are stored as English text without a code. */
export interface ServerSentence {
  readonly code?: string | undefined;
  readonly params?: Readonly<Record<string, string | number>> | undefined;
  /** In English. */
  readonly message: string;
}
