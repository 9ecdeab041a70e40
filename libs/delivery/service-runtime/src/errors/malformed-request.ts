import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { problemMediaType, VialogError } from '@vialog/contracts';
import { problemOf } from './problem-of.ts';
import { ValidationException } from './validation-exception.ts';

/** Responds to a request that Node's HTTP parser rejects: no route, hook or filter runs for it. */
export function respondToMalformedRequest(error: { readonly code?: string }, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const problem = problemOf(causeOf(error.code), { correlationId: randomUUID() });
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    `content-type: ${problemMediaType}; charset=utf-8`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function causeOf(code: string | undefined): Error {
  if (code === 'HPE_HEADER_OVERFLOW') return new VialogError('HEADERS_TOO_LARGE');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new VialogError('REQUEST_TIMEOUT');
  return new ValidationException([
    { message: 'the request cannot be parsed; expected HTTP/1.1 with a known method' },
  ]);
}
