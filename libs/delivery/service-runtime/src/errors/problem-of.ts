import {
  errorCatalogue,
  problemTypeOf,
  type ErrorCode,
  type ErrorDetail,
  type Problem,
} from '@vialog/contracts';
import { codeSentence } from '@vialog/contracts/sentences';
import { ValidationException } from './validation-exception.ts';

/** The request that failed. */
export interface FailedRequest {
  /** Path without the query. */
  readonly instance?: string;
  readonly correlationId: string;
}

/**
 * Maps any error to problem details: errors of Vialog by the catalogue, errors of Nest and Fastify by their status, all others
 * to INTERNAL without internal text. Errors are recognised by their code, so that a second copy of a class works.
 */
export function problemOf(error: unknown, request: FailedRequest): Problem {
  const { code, detail, details = [] } = describeError(error);
  const { status, title, message } = errorCatalogue[code];
  return {
    type: problemTypeOf(code),
    title,
    status,
    detail: detail ?? message,
    ...(request.instance === undefined ? {} : { instance: request.instance }),
    code,
    correlationId: request.correlationId,
    details: details.map(withCode),
    ...(detail === undefined || detail === message ? { detailCode: 'error.default' } : codedDetail(detail)),
  };
}

/** Texts of search lines have a code already. */
function withCode(detail: ErrorDetail): ErrorDetail {
  return detail.code === undefined ? { ...detail, ...codeSentence(detail.message) } : detail;
}

function codedDetail(text: string): Pick<Problem, 'detailCode' | 'params'> {
  const coded = codeSentence(text);
  return coded ? { detailCode: coded.code, params: coded.params } : {};
}

/** Seconds for the Retry-After header (RFC 9110, 10.2.3), if the error has them. */
export function retryAfterOf(error: unknown): number | undefined {
  const seconds = (error as { retryAfterSeconds?: unknown } | undefined | null)?.retryAfterSeconds;
  return typeof seconds === 'number' ? Math.max(1, Math.ceil(seconds)) : undefined;
}

interface ErrorDescription {
  readonly code: ErrorCode;
  readonly detail?: string;
  readonly details?: readonly ErrorDetail[];
}

function describeError(error: unknown): ErrorDescription {
  if (error instanceof ValidationException) return invalidRequest(error.details);
  const fields = fieldsOf(error);
  if (isErrorCode(fields.code)) return describeVialogError(fields.code, fields);
  const status = fields.status ?? fields.statusCode;
  const code = (status === undefined ? undefined : codeByStatus[status]) ?? 'INTERNAL';
  return code === 'VALIDATION_FAILED'
    ? invalidRequest([{ message: bodyErrors[String(fields.code)] ?? String(fields.message) }])
    : { code };
}

interface ErrorFields {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly details?: unknown;
  readonly status?: number;
  readonly statusCode?: number;
}

/** Fastify's body errors with the correction. */
const bodyErrors: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY:
    'the body is not valid JSON; check commas and brackets, and put names in double quotes',
};

const codeByStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'VALIDATION_FAILED',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  408: 'REQUEST_TIMEOUT',
  413: 'BODY_TOO_LARGE',
  414: 'VALIDATION_FAILED',
  415: 'MEDIA_TYPE_REFUSED',
  429: 'RATE_LIMITED',
  431: 'HEADERS_TOO_LARGE',
};

function fieldsOf(error: unknown): ErrorFields {
  if (typeof error !== 'object' || error === null) return {};
  const { code, message, details, statusCode } = error as ErrorFields;
  const status = (error as { getStatus?: () => number }).getStatus?.();
  return { code, message, details, ...(status ? { status } : {}), ...(statusCode ? { statusCode } : {}) };
}

const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(errorCatalogue, code);

function describeVialogError(code: ErrorCode, { details, message }: ErrorFields): ErrorDescription {
  const known = Array.isArray(details) ? (details as ErrorDetail[]) : [];
  return code === 'INTERNAL' ? { code, details: known } : { code, detail: String(message), details: known };
}

function invalidRequest(details: readonly ErrorDetail[]): ErrorDescription {
  const code = 'VALIDATION_FAILED';
  const [first] = details;
  if (!first) return { code };
  const path = first.path === undefined ? '' : `${first.path}: `;
  const more = details.length > 1 ? ` (and ${details.length - 1} more)` : '';
  return { code, detail: `${path}${first.message}${more}`, details };
}
