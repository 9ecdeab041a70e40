import type { ErrorDetail } from '@vialog/contracts';
import type { z } from 'zod';

export interface MockAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly cookie?: string;
  /** Sent instead of `body`. */
  readonly picture?: Uint8Array;
}

export const ok = (body: unknown): MockAnswer => ({ status: 200, body });
export const page = (items: readonly unknown[]): MockAnswer => ok({ items, nextCursor: null });
export const problem = (
  status: number,
  code: string,
  detail: string,
  details: readonly ErrorDetail[] = [],
): MockAnswer => ({
  status,
  body: { status, code, detail, correlationId: 'mock-0001', details },
});
export function invalid(error: z.ZodError): MockAnswer {
  const details = error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  return problem(
    400,
    'VALIDATION_FAILED',
    'Some fields are invalid; `details` names each field and what was expected.',
    details,
  );
}
