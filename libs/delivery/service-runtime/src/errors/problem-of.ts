import { errorCatalogue, type ErrorCode, type ErrorDetail } from '@vialog/contracts';
import { ValidationException } from './validation-exception.ts';

/** An error as the API answers it, without the correlation id. */
export interface ProblemAnswer {
  readonly status: number;
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: readonly ErrorDetail[];
}

/**
 * What an error of any kind becomes: ours by the catalogue, Nest's and Fastify's by their status, everything else
 * INTERNAL without a word of what was inside. Errors travel as codes: a class of another copy or realm is read alike.
 */
export function problemOf(error: unknown): ProblemAnswer {
  if (error instanceof ValidationException) return validationAnswer(error.details);
  const fields = fieldsOf(error);
  if (isErrorCode(fields.code)) return vialogAnswer(fields.code, fields);
  const status = fields.status ?? fields.statusCode;
  const code = status === undefined ? undefined : byStatus[status];
  if (code === undefined) return byCatalogue('INTERNAL');
  return code === 'VALIDATION_FAILED'
    ? validationAnswer([{ message: bodyWords[String(fields.code)] ?? String(fields.message) }])
    : byCatalogue(code);
}

interface ErrorFields {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly details?: unknown;
  readonly status?: number;
  readonly statusCode?: number;
}

/** What Fastify says of a body, in words that say what to do. */
const bodyWords: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY:
    'the body is no JSON that can be taken; check commas, brackets and that names stand in double quotes',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'the body is empty; send JSON, or leave the content type out',
};

const byStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'VALIDATION_FAILED',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'BODY_TOO_LARGE',
  414: 'VALIDATION_FAILED',
  415: 'MEDIA_TYPE_REFUSED',
  429: 'RATE_LIMITED',
  431: 'VALIDATION_FAILED',
};

function fieldsOf(error: unknown): ErrorFields {
  if (typeof error !== 'object' || error === null) return {};
  const { code, message, details, statusCode } = error as ErrorFields;
  const status = (error as { getStatus?: () => number }).getStatus?.();
  return { code, message, details, ...(status ? { status } : {}), ...(statusCode ? { statusCode } : {}) };
}

const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(errorCatalogue, code);

function vialogAnswer(code: ErrorCode, fields: ErrorFields): ProblemAnswer {
  const details = Array.isArray(fields.details) ? (fields.details as ErrorDetail[]) : [];
  const message = code === 'INTERNAL' ? errorCatalogue.INTERNAL.message : String(fields.message);
  return { status: errorCatalogue[code].status, code, message, details };
}

function validationAnswer(details: readonly ErrorDetail[]): ProblemAnswer {
  const [first] = details;
  const at = first?.path === undefined ? '' : `${first.path}: `;
  const more = details.length > 1 ? ` (and ${details.length - 1} more)` : '';
  const message = first ? `${at}${first.message}${more}` : errorCatalogue.VALIDATION_FAILED.message;
  return { status: 400, code: 'VALIDATION_FAILED', message, details };
}

const byCatalogue = (code: ErrorCode): ProblemAnswer => ({
  status: errorCatalogue[code].status,
  code,
  message: errorCatalogue[code].message,
  details: [],
});
