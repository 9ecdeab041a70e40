import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Problem } from '@vialog/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from './problem-of.ts';

/** The one place where errors become answers. What broke inside goes to the log, with the same correlation id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}

/** Answers an error outside of Nest's routes in the same shape. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, ...answer } = problemOf(error);
  if (status >= 500) request.log.error({ err: error, code: answer.code }, 'request failed');
  else request.log.debug({ code: answer.code, reason: answer.message }, 'request refused');
  const body: Problem = { ...answer, details: [...answer.details], correlationId: request.id };
  void reply.status(status).header('content-type', 'application/json; charset=utf-8').send(body);
}
