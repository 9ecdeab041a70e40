/** Structured logger; pino's `Logger` implements it. Code declares the levels that it writes: `Pick<Log, 'warn' | 'error'>`. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  /** A person must act. */
  error(fields: object, message: string): void;
}
