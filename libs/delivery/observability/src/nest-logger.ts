import { types } from 'node:util';
import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Writes the messages of Nest to the root logger. The last parameter of Nest's calls is the context, if it is text. */
export class NestLogger implements LoggerService {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.#logger.info({ context: contextOf(rest) }, textOf(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.#logger.warn({ context: contextOf(rest) }, textOf(message));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.#logger.debug({ context: contextOf(rest) }, textOf(message));
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.#logger.trace({ context: contextOf(rest) }, textOf(message));
  }

  /** Nest passes (message or error, stack?, context?). */
  error(message: unknown, ...rest: unknown[]): void {
    const stack = rest.length > 1 ? rest[0] : undefined;
    const err = types.isNativeError(message) ? message : undefined;
    this.#logger.error({ context: contextOf(rest), stack, err }, textOf(message));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.#logger.fatal({ context: contextOf(rest) }, textOf(message));
  }
}

function contextOf(rest: readonly unknown[]): string | undefined {
  const last = rest.at(-1);
  return typeof last === 'string' ? last : undefined;
}

function textOf(message: unknown): string {
  if (types.isNativeError(message)) return message.message;
  return typeof message === 'string' ? message : JSON.stringify(message);
}
