import type { ErrorDetail, Problem } from '@vialog/contracts';

/** An answer that is not what was asked for. `status` 0: the server could not be reached at all. */
export class ApiFailure extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: readonly ErrorDetail[];
  readonly correlationId: string;

  constructor(status: number, problem: Partial<Problem>) {
    super(problem.detail ?? `HTTP ${status}`);
    this.name = 'ApiFailure';
    this.status = status;
    this.code = problem.code ?? (status === 0 ? 'UNREACHABLE' : 'UNEXPECTED');
    this.details = (problem.details ?? []) as readonly ErrorDetail[];
    this.correlationId = problem.correlationId ?? '';
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Bodies are trusted to follow the contract: the server validates what it sends. Throws ApiFailure. */
export async function call<Answer>(method: Method, path: string, body?: unknown): Promise<Answer> {
  const response = await reach(path, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.status === 204) return undefined as Answer;
  return (await response.json()) as Answer;
}

/** Any request to the API; resolves only with a 2xx response. */
export async function reach(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(path, { credentials: 'same-origin', ...init }).catch((cause: unknown) => {
    if (init.signal?.aborted) throw cause;
    throw new ApiFailure(0, { detail: 'The server does not answer.' });
  });
  noteServerTime(response);
  if (response.ok) return response;
  throw new ApiFailure(response.status, (await response.json().catch(() => ({}))) as Partial<Problem>);
}

let offsetMs = 0;

/** The browser's clock may be wrong; ages are told by the server's. The Date header has whole seconds. */
function noteServerTime(response: Response): void {
  const served = Date.parse(response.headers.get('date') ?? '');
  if (Number.isNaN(served)) return;
  const difference = served - Date.now();
  offsetMs = Math.abs(difference) > 2_000 ? difference : 0;
}

/** Epoch ms on the server's clock, to about a second. */
export const serverNow = (): number => Date.now() + offsetMs;

/** 401 means signing in helps; everything else does not. */
export const isSignedOut = (error: unknown): boolean => error instanceof ApiFailure && error.status === 401;
