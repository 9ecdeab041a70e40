import {
  errorCatalogue,
  type CameraResponse,
  type ErrorCode,
  type ErrorDetail,
  type Problem,
} from '@vialog/contracts';
import { codeSentence } from '@vialog/contracts/sentences';
import type { z } from 'zod';

export interface MockResponse {
  readonly status: number;
  readonly body?: unknown;
  readonly cookie?: string;
  /** Sent instead of `body`. */
  readonly picture?: Uint8Array;
}

/** A request to a resource that keeps its own records. */
export interface MockRouteRequest {
  readonly method: string;
  readonly url: URL;
  readonly path: string;
  readonly body: unknown;
  /** Epoch ms. */
  readonly now: number;
  readonly cameras: readonly CameraResponse[];
}

export const ok = (body: unknown): MockResponse => ({ status: 200, body });
export const page = (items: readonly unknown[]): MockResponse => ok({ items, nextCursor: null });
export const problem = (
  status: number,
  code: string,
  detail: string,
  details: readonly ErrorDetail[] = [],
): MockResponse => ({
  status,
  body: {
    status,
    code,
    detail,
    correlationId: 'mock-0001',
    details: details.map(withCode),
    ...codedDetail(code, detail),
  },
});

const withCode = (detail: ErrorDetail): ErrorDetail =>
  detail.code === undefined ? { ...detail, ...codeSentence(detail.message) } : detail;

function codedDetail(code: string, text: string): Partial<Problem> {
  if (Object.hasOwn(errorCatalogue, code) && errorCatalogue[code as ErrorCode].message === text)
    return { detailCode: 'error.default' };
  const coded = codeSentence(text);
  return coded ? { detailCode: coded.code, params: coded.params } : {};
}

export function invalid(error: z.ZodError): MockResponse {
  const details = error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  return problem(
    400,
    'VALIDATION_FAILED',
    'Some fields are invalid; `details` names each field and what was expected.',
    details,
  );
}

/** The rejection of a line with a word in the place of a number. */
export function syntaxProblem(q: string): MockResponse | undefined {
  const bad = /car>=[a-z]+/.exec(q);
  if (!bad) return undefined;
  const detail = {
    from: bad.index + 5,
    to: bad.index + bad[0].length,
    code: 'wholeNumber',
    params: { found: bad[0].slice(5) },
    message: 'expected a whole number, like car>=20',
  };
  return problem(400, 'QUERY_SYNTAX', 'The search line cannot be parsed; `details` gives the position.', [
    detail,
  ]);
}
