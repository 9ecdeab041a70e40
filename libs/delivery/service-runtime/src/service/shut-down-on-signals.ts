import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';

/** Longest time an orderly end may take, ms. What is not finished then was not acknowledged and comes again. */
const withinMs = 9_500;
const signals = ['SIGTERM', 'SIGINT'] as const;

/** From now on SIGTERM and SIGINT end the service in order, with exit code 0, within 10 s. */
export function shutDownOnSignals(app: NestFastifyApplication, logger: Logger): void {
  app.enableShutdownHooks([...signals], { useProcessExit: true });
  for (const signal of signals) process.once(signal, () => giveUpLater(logger));
}

function giveUpLater(logger: Logger): void {
  setTimeout(() => {
    logger.warn(`the service did not end within ${withinMs} ms and is ended now`);
    process.exit(0);
  }, withinMs).unref();
}
