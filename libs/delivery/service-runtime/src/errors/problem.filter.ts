import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { problemMediaType } from '@vialog/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf, retryAfterOf } from './problem-of.ts';

/** Responds to every error of a Nest route with problem details. Internal errors go to the log under the same correlation id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}

/** Responds to an error that occurs outside of Nest's routes in the same form. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const instance = request.url.split('?')[0] ?? '';
  const problem = problemOf(error, { instance, correlationId: request.id });
  if (problem.status >= 500) request.log.error({ err: error, code: problem.code }, 'request failed');
  else request.log.debug({ code: problem.code, reason: problem.detail }, 'request rejected');
  const retryAfter = retryAfterOf(error);
  if (retryAfter !== undefined) void reply.header('retry-after', retryAfter);
  void reply
    .status(problem.status)
    .header('content-type', `${problemMediaType}; charset=utf-8`)
    .send(problem);
}
