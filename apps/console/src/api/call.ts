import type { ErrorDetail, Problem } from '@vialog/contracts';
import type { ServerSentence } from '../language/server-sentence.ts';

/** An error response of the API. `status` 0: the server could not be reached. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: readonly ErrorDetail[];
  /** `message` with its code and values. */
  readonly sentence: ServerSentence;
  readonly correlationId: string;

  constructor(status: number, problem: Partial<Problem>) {
    super(problem.detail ?? `HTTP ${status}`);
    this.name = 'ApiError';
    this.status = status;
    this.code = problem.code ?? (status === 0 ? 'UNREACHABLE' : 'UNEXPECTED');
    this.details = (problem.details ?? []) as readonly ErrorDetail[];
    this.sentence = { message: this.message, code: problem.detailCode, params: problem.params };
    this.correlationId = problem.correlationId ?? '';
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Sends a request with a JSON body and returns the JSON reply, undefined for 204. Replies are not validated: the server
 * validates what it sends.
 *
 * @throws {ApiError} when the server cannot be reached or responds with an error status.
 */
export async function call<Reply>(method: Method, path: string, body?: unknown): Promise<Reply> {
  const response = await request(path, body === undefined ? { method } : jsonRequest(method, body));
  if (response.status === 204) return undefined as Reply;
  return (await response.json()) as Reply;
}

const jsonRequest = (method: Method, body: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/**
 * Sends any request to the API and returns the response with status 2xx.
 *
 * @throws {ApiError} when the server cannot be reached or responds with an error status.
 */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(path, { credentials: 'same-origin', ...init }).catch((cause: unknown) => {
    if (init.signal?.aborted) throw cause;
    throw new ApiError(0, { detail: 'The server does not respond.' });
  });
  updateClockOffset(response);
  if (response.ok) return response;
  throw new ApiError(response.status, (await response.json().catch(() => ({}))) as Partial<Problem>);
}

let clockOffsetMs = 0;

/** Ages are relative to the server's clock, because the browser's may be wrong. The Date header has whole seconds. */
function updateClockOffset(response: Response): void {
  const serverTime = Date.parse(response.headers.get('date') ?? '');
  if (Number.isNaN(serverTime)) return;
  const difference = serverTime - Date.now();
  clockOffsetMs = Math.abs(difference) > 2_000 ? difference : 0;
}

/** Epoch ms on the server's clock, accurate to about a second. */
export const serverNow = (): number => Date.now() + clockOffsetMs;

/** True for an error that the same request may not meet again: no connection, HTTP 429 and 5xx. */
export function isTemporary(error: unknown): boolean {
  const status = error instanceof ApiError ? error.status : 0;
  return status === 0 || status === 429 || status >= 500;
}

/** True where signing in solves the problem (HTTP 401). */
export const isUnauthenticated = (error: unknown): boolean =>
  error instanceof ApiError && error.status === 401;
