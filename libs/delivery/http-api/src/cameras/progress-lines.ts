import { type ImportReport, type Problem } from '@vialog/contracts';
import { problemOf } from '@vialog/service-runtime';
import type { FastifyRequest } from 'fastify';

/** One line of the response to an import that reports its progress. */
export type ProgressLine =
  | { readonly checked: number; readonly rows: number }
  | { readonly report: ImportReport }
  | { readonly problem: Problem };

type Run = (onProgress: (progress: { checked: number; rows: number }) => void) => Promise<ImportReport>;

/** Newline-delimited JSON: progress while the import runs, then its report or the problem. */
export async function* progressLines(request: FastifyRequest, run: Run): AsyncGenerator<string> {
  const waiting: ProgressLine[] = [];
  let wake = (): void => undefined;
  const push = (line: ProgressLine): void => {
    waiting.push(line);
    wake();
  };
  const result = run(push).then(
    (report): ProgressLine => ({ report }),
    (error: unknown): ProgressLine => ({ problem: problemFor(error, request) }),
  );
  let last: ProgressLine | undefined;
  void result.then((line) => {
    last = line;
    wake();
  });
  for (;;) {
    for (const line of waiting.splice(0)) yield textOf(line);
    if (last) break;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  yield textOf(last);
}

/** The status was sent before the error occurred: the problem is the last line, and internal errors are logged. */
function problemFor(error: unknown, request: FastifyRequest): Problem {
  const instance = request.url.split('?')[0] ?? '';
  const problem = problemOf(error, { instance, correlationId: request.id });
  if (problem.status >= 500) request.log.error({ err: error, code: problem.code }, 'request failed');
  return problem;
}

const textOf = (line: ProgressLine): string => `${JSON.stringify(line)}\n`;
