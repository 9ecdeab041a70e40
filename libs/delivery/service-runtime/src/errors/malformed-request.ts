import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { Problem } from '@vialog/contracts';
import { problemOf } from './problem-of.ts';
import { ValidationException } from './validation-exception.ts';

const messages: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: 'the address or the headers are too long; expected 16 KB at most',
  ERR_HTTP_REQUEST_TIMEOUT: 'the request did not arrive in time; send it again',
};

/** Answers what is no HTTP request that Node can read: no route, hook or filter ever sees it. */
export function answerBrokenRequest(error: { readonly code?: string }, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const message =
    messages[error.code ?? ''] ?? 'the request cannot be read; expected HTTP/1.1 with a known method';
  const answer = problemOf(new ValidationException([{ message }]));
  const problem: Problem = {
    code: answer.code,
    message: answer.message,
    details: [...answer.details],
    correlationId: randomUUID(),
  };
  const body = JSON.stringify(problem);
  const head = [
    'HTTP/1.1 400 Bad Request',
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
