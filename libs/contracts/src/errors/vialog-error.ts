import { errorCatalogue, type ErrorCode } from './error-catalogue.ts';

export interface VialogErrorOptions {
  readonly details?: readonly ErrorDetail[];
  readonly cause?: unknown;
  /** Seconds after which a retry can succeed; sent as the Retry-After header. */
  readonly retryAfterSeconds?: number;
}

/** An error that the caller can act on. It is recognised by its code, never by its class. */
export class VialogError extends Error {
  readonly code: ErrorCode;
  readonly details: readonly ErrorDetail[];
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message?: string, options: VialogErrorOptions = {}) {
    super(
      message ?? errorCatalogue[code].message,
      options.cause === undefined ? {} : { cause: options.cause },
    );
    this.name = 'VialogError';
    this.code = code;
    this.details = options.details ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** The part of the request that is wrong: a path in the body or query, or a character range of the search line. */
export interface ErrorDetail {
  readonly path?: string;
  readonly from?: number;
  readonly to?: number;
  readonly message: string;
  /** What is wrong, with its values, for texts in other languages than English. */
  readonly code?: string;
  readonly params?: Readonly<Record<string, string | number>>;
}
