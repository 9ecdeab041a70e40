/**
 * Every error an answer of Vialog can carry: code → HTTP status, whether trying again may help, and what it means.
 * Codes are never reused; docs/errors.md says the same in prose and a test holds the two together.
 */
export const errorCatalogue = {
  VALIDATION_FAILED: {
    status: 400,
    retryable: false,
    message: 'The request does not fit; details say where and what was expected.',
  },
  QUERY_SYNTAX: {
    status: 400,
    retryable: false,
    message: 'The search line cannot be read; details point at the position.',
  },
  QUERY_UNKNOWN_NAME: { status: 400, retryable: false, message: 'A name in the search line is not known.' },
  CURSOR_INVALID: {
    status: 400,
    retryable: false,
    message: 'The cursor is damaged or belongs to another query; start again without it.',
  },
  STREAM_REFUSED: {
    status: 400,
    retryable: false,
    message: 'The stream cannot be used; the message says why.',
  },
  UNAUTHENTICATED: {
    status: 401,
    retryable: false,
    message: 'Sign in first, or send the administrator token as a bearer token.',
  },
  SIGN_IN_LINK_USED: {
    status: 401,
    retryable: false,
    message: 'This sign-in link was used or is too old; ask for a new one.',
  },
  FORBIDDEN: { status: 403, retryable: false, message: 'You may not do this.' },
  ORIGIN_REFUSED: {
    status: 403,
    retryable: false,
    message: 'The Host or Origin of the request is not this server.',
  },
  NOT_FOUND: { status: 404, retryable: false, message: 'There is nothing at this address.' },
  CAMERA_NOT_FOUND: { status: 404, retryable: false, message: 'There is no camera with this id.' },
  SITE_NOT_FOUND: { status: 404, retryable: false, message: 'There is no site with this id.' },
  EVENT_NOT_FOUND: { status: 404, retryable: false, message: 'There is no event with this id.' },
  MODEL_NOT_FOUND: { status: 404, retryable: false, message: 'There is no model with this id.' },
  METHOD_NOT_ALLOWED: { status: 405, retryable: false, message: 'This address does not take this method.' },
  CODE_TAKEN: { status: 409, retryable: false, message: 'Another camera has this code.' },
  CAMERA_CHANGED: {
    status: 409,
    retryable: true,
    message: 'The camera was changed meanwhile; read it again.',
  },
  LIFECYCLE_REFUSED: {
    status: 409,
    retryable: false,
    message: 'The camera cannot go from its state to this one.',
  },
  BODY_TOO_LARGE: { status: 413, retryable: false, message: 'The body is larger than this server takes.' },
  MEDIA_TYPE_REFUSED: { status: 415, retryable: false, message: 'Send application/json.' },
  MODEL_REFUSED: {
    status: 422,
    retryable: false,
    message: 'The model package is not safe or not sound; the message says why.',
  },
  RATE_LIMITED: { status: 429, retryable: true, message: 'Too many requests; wait a little.' },
  INTERNAL: {
    status: 500,
    retryable: true,
    message: 'Something broke inside; the correlation id finds it in the log.',
  },
  QUERY_TOO_EXPENSIVE: {
    status: 503,
    retryable: false,
    message: 'The question takes too long; ask for less time or fewer places.',
  },
  STORE_UNAVAILABLE: {
    status: 503,
    retryable: true,
    message: 'The event store does not answer; counts are kept and follow.',
  },
  STILL_UNAVAILABLE: { status: 503, retryable: true, message: 'No picture of this camera is at hand now.' },
  STORAGE_FULL: {
    status: 507,
    retryable: true,
    message: 'The disk of the server is full; nothing was changed. Free some space and send it again.',
  },
} as const satisfies Record<string, { status: number; retryable: boolean; message: string }>;

export type ErrorCode = keyof typeof errorCatalogue;

/** An error a person can act on. Travels as its code, never as its class. */
export class VialogError extends Error {
  readonly code: ErrorCode;
  readonly details: readonly ErrorDetail[];

  constructor(
    code: ErrorCode,
    message?: string,
    options: { details?: readonly ErrorDetail[]; cause?: unknown } = {},
  ) {
    super(
      message ?? errorCatalogue[code].message,
      options.cause === undefined ? {} : { cause: options.cause },
    );
    this.name = 'VialogError';
    this.code = code;
    this.details = options.details ?? [];
  }
}

/** Where in the request the trouble is: a path of the body or query, or a character range of the search line. */
export interface ErrorDetail {
  readonly path?: string;
  readonly from?: number;
  readonly to?: number;
  readonly message: string;
}
